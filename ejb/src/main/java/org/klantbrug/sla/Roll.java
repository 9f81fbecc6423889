package org.klantbrug.sla;

/** Where a given day goes that turns out to be closed. */
public enum Roll {
  /** To the next working day. */
  FORWARD,
  /** To the last working day before it. */
  BACKWARD,
  /** It stays, to its end at midnight. */
  NONE
}
