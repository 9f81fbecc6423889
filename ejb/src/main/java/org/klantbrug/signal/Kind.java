package org.klantbrug.signal;

/** What a signal is; when and how customers hear of it is set per kind. */
public enum Kind {
  /** Something does not work as it should. */
  FAULT,
  /** What we say or write is not understood. */
  UNCLEAR,
  IDEA,
  WISH,
  PRAISE
}
