package org.klantbrug.complaint;

/** How a complaint ended without being handled here. */
public enum EndedAs {
  /** It is another company's, which has it now; the customer agreed to that. */
  PASSED_ON,
  /** It is a complaint that we have already, and is handled there. */
  DUPLICATE
}
