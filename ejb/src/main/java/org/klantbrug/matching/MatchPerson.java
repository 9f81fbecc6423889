package org.klantbrug.matching;

/**
 * What is compared of one customer record: one normalised value per field of the {@link
 * MatchLayout}, null where the record does not say.
 */
final class MatchPerson {
  private final long id;
  private final Value[] values;

  MatchPerson(long id, Value[] values) {
    this.id = id;
    this.values = values;
  }

  /** Key of the identity, or the number of the record in its file. */
  long id() {
    return id;
  }

  Value value(int field) {
    return values[field];
  }
}
