package org.klantbrug.identity;

/**
 * Something that has its own say in who may do a thing with it, besides the permission of the role.
 */
public interface Guarded {

  /** Whether this person may, as far as this very object is concerned. */
  boolean allows(Staff staff, Action action);
}
