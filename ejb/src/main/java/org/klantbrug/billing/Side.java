package org.klantbrug.billing;

/** Who is told that accounts went over. */
public enum Side {
  /** The new billing: it starts. */
  START,
  /** The old company: it stops. */
  STOP;

  FileKind answer() {
    return this == START ? FileKind.START_ANSWER : FileKind.STOP_ANSWER;
  }

  /** Columns of a file of this side, in their order. */
  String header() {
    return "change;" + String.join(";", HandOverLines.COLUMNS);
  }
}
