package org.klantbrug.objection;

/** What a customer objects to. */
public enum About {
  /** Going over. */
  TRANSFER,
  /** That his data are used for offers. */
  DATA,
  /** Both. */
  BOTH
}
