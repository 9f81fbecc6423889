package org.klantbrug.billing;

/** What a file that is read tells. */
public enum FileKind {
  /** Bills that the new billing made for trial. */
  BILLS,
  /** What the new billing says of a START file. */
  START_ANSWER,
  /** What the old company says of a STOP file. */
  STOP_ANSWER,
  /** What a bank says: camt.053 or pain.002. */
  BANK,
  /** What reached the old company after the hand-over. */
  LATE
}
