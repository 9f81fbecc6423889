package org.klantbrug.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.klantbrug.shared.Spoken;

/** A Dutch holiday. Whether we are closed on it is a setting, see {@link HolidayRule}. */
public enum Holiday implements Spoken {
  NEW_YEAR("NEW_YEAR"),
  GOOD_FRIDAY("christian.GOOD_FRIDAY"),
  EASTER("christian.EASTER"),
  EASTER_MONDAY("christian.EASTER_MONDAY"),
  KINGS_DAY("KINGS_DAY"),
  LIBERATION_DAY("LIBERATION"),
  ASCENSION_DAY("christian.ASCENSION_DAY"),
  PENTECOST("christian.PENTECOST"),
  WHIT_MONDAY("christian.PENTECOST_MONDAY"),
  CHRISTMAS("FIRST_CHRISTMAS_DAY"),
  SECOND_CHRISTMAS_DAY("SECOND_CHRISTMAS_DAY");

  private final String libraryKey;

  Holiday(String libraryKey) {
    this.libraryKey = libraryKey;
  }

  /** The holiday that the library calls so; empty for one that is none of ours. */
  static Optional<Holiday> called(String libraryKey) {
    return Arrays.stream(values()).filter(each -> each.libraryKey.equals(libraryKey)).findFirst();
  }

  @Override
  public String textIn(Locale language) {
    return ResourceBundle.getBundle("org.klantbrug.rules", language)
        .getString("calendar.holiday." + name());
  }
}
