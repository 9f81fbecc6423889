package org.klantbrug.complaint;

/** How the customer found it, asked when the outcome is told. */
public enum Experience {
  GOOD,
  NEUTRAL,
  BAD,
  NOT_ASKED
}
