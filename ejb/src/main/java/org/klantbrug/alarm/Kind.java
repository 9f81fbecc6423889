package org.klantbrug.alarm;

/** What is counted. */
public enum Kind {
  /** A customer got in touch with us. */
  CONTACT,
  /** He came back with a question about the same topic. */
  REPEAT,
  /** A complaint. */
  COMPLAINT,
  /** An objection to going over. */
  OBJECTION,
  /** A notice that came back, by mail or by post. */
  RETURNED,
  /** A debit that was not as it should be, was refused, or was paid back. */
  WRONG_DEBIT
}
