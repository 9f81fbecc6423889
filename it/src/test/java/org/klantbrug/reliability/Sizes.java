package org.klantbrug.reliability;

/** Of the mergers of these tests. */
final class Sizes {
  /** With {@link #CONTACTS}: 100,000 records in all files together. */
  static final int CUSTOMERS = 7_100;

  static final int CONTACTS = 28_000;

  /** With {@link #FEW_CONTACTS}: a small merger, for every build. */
  static final int FEW_CUSTOMERS = 400;

  static final int FEW_CONTACTS = 1_500;

  private Sizes() {}
}
