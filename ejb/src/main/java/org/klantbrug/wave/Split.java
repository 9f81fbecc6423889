package org.klantbrug.wave;

/** Why the accounts of a person do not all go over together. */
public enum Split {
  /** They are billed on different days. */
  DIFFERENT_DAYS,
  /** The others were let go before this one was known. */
  LATER_ACCOUNT,
  /** A person decided so. */
  BY_HAND
}
