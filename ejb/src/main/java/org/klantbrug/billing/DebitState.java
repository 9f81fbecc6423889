package org.klantbrug.billing;

/** What came of the first debit of an account. */
public enum DebitState {
  /** Nothing is known of it. */
  NONE,
  /** Once, by us, for the right amount. */
  RIGHT,
  /** By us, for another amount. */
  WRONG_AMOUNT,
  /** More than once by us. */
  TWICE,
  /** By both companies. */
  BOTH,
  /** By the old company, and not by us. */
  OLD_ONLY,
  /** The bank could not carry it out. */
  REFUSED,
  /** The customer had it paid back. */
  REFUNDED;

  /** Whether a person must do something. */
  public boolean isWrong() {
    return this != NONE && this != RIGHT;
  }
}
