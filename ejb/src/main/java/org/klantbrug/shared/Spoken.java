package org.klantbrug.shared;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** A value inside the text of a rule that has words of its own in each language. */
public interface Spoken extends Serializable {
  /** The words for a person. */
  String textIn(Locale language);

  /** A day, as people of the language write it. */
  static Spoken day(LocalDate day) {
    return language ->
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(language).format(day);
  }

  /** A moment to the minute, as people of the language write it; Dutch time. */
  static Spoken moment(Instant at) {
    return language ->
        DateTimeFormatter.ofPattern("d MMMM HH:mm", language).format(at.atZone(BusinessClock.ZONE));
  }
}
