package org.klantbrug.matching;

/** How far two values of one field agree. The words are those of an explanation. */
public enum Level {
  /** Equal after normalising. */
  SAME("is the same"),
  /** Equal but for a particle, an addition or the domain. */
  SAME_CORE("is the same but for an addition"),
  /** One is contained in the other: a double name, one of several given names. */
  PART("is partly the same"),
  /** An initial against a name that begins with it. */
  INITIAL("fits the initial"),
  /** A slip of the pen apart. */
  SIMILAR("is almost the same"),
  /** More alike than chance gives, less than a slip. */
  ALIKE("is somewhat alike"),
  /** Equal to the neighbouring field of the other record. */
  SWAPPED("stands in a neighbouring field"),
  /** One digit or letter differs, or two neighbours changed places. */
  ONE_OFF("is one character off"),
  /** Day and month changed places. */
  DAY_MONTH_SWAPPED("has day and month swapped"),
  /** Two of day, month and year are equal. */
  TWO_OF_THREE("agrees in two of day, month and year"),
  /** Nothing in common worth naming. */
  DIFFERS("differs"),
  /** One or both records do not say; weighs nothing. */
  MISSING("is not known on both sides");

  private final String words;

  Level(String words) {
    this.words = words;
  }

  /** What the level means, to follow the name of a field. */
  public String words() {
    return words;
  }
}
