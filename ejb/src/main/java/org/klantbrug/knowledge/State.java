package org.klantbrug.knowledge;

/** How far the newest text of an answer has come. An earlier one may be published meanwhile. */
public enum State {
  DRAFT,
  CHECKED,
  PUBLISHED,
  EXPIRED
}
