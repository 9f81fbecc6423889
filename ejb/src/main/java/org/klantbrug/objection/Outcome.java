package org.klantbrug.objection;

/** What comes of an objection. */
public enum Outcome {
  /** He goes along after all. */
  KEEP,
  /** He leaves, and is not called to win him back. */
  LEAVE,
  /** He goes along, and his data are used for no offers. */
  NO_DATA_USE;

  /** Whether he hears of no offers any more. */
  boolean isWithoutOffers() {
    return this != KEEP;
  }
}
