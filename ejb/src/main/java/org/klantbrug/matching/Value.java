package org.klantbrug.matching;

import java.util.List;

/**
 * A normalised value of one field.
 *
 * @param text what must be equal for the values to be the same
 * @param core what counts most: a family name without particles, a house number without addition
 * @param parts of a name or an address; for a date year, month and day
 */
record Value(String text, String core, List<String> parts) {
  static Value of(String text) {
    return new Value(text, text, List.of());
  }

  boolean sameAs(Value other) {
    return this == other || text.equals(other.text);
  }
}
