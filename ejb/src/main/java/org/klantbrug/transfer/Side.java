package org.klantbrug.transfer;

/** Which rows behind a figure. */
public enum Side {
  /** The records that make the source value. */
  SOURCE,
  /** The live rows that make the target value. */
  TARGET,
  /** The records of which the two differ. */
  DIFFERENCE
}
