package org.klantbrug.notice;

/** Who is not to be told, as a context above knows: whoever objected, for one. */
public interface Untold {
  /** SQL: keys of the identities of customers of {@code :merger} who are not told. */
  String identities();
}
