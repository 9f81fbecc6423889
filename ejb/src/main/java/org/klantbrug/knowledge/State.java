package org.klantbrug.knowledge;

/** How far the newest text of an answer has come. An earlier one may be published meanwhile. */
public enum State {
  DRAFT,
  /** Found wrong by who checked it: only a new text leads on. */
  SENT_BACK,
  CHECKED,
  PUBLISHED,
  EXPIRED,
  /** Taken away from readers: only a new text leads on. */
  WITHDRAWN
}
