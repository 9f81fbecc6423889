package org.klantbrug.transfer;

/**
 * Whether lines that are to be written may be in the ledger. To look for each before it is written
 * takes twice as long as to write it.
 */
enum Lines {
  /** None is there, as usual: the statement fails if one is. */
  ALL_NEW(""),
  /** Some are, for the slice was carried before: those are passed over. */
  SOME_THERE("on conflict do nothing");

  private final String whenThere;

  Lines(String whenThere) {
    this.whenThere = whenThere;
  }

  /** The end of an insert into the ledger. */
  String whenThere() {
    return whenThere;
  }
}
