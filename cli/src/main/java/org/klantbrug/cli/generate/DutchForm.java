package org.klantbrug.cli.generate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** How days, moments and amounts are written; by hand, since a formatter asks for a locale. */
final class DutchForm {
  private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

  private DutchForm() {}

  static String two(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** So many digits, zeros in front. */
  static String padded(long number, int width) {
    var digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** dd-mm-yyyy; empty for no day. */
  static String day(LocalDate day) {
    return day == null ? "" : day(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  static String day(int year, int month, int day) {
    return two(day) + "-" + two(month) + "-" + padded(year, 4);
  }

  /** yyyymmdd; empty for no day. */
  static String compactDay(LocalDate day) {
    return day == null ? "" : compactDay(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  static String compactDay(int year, int month, int day) {
    return padded(year, 4) + two(month) + two(day);
  }

  /** dd-mm-yyyy hh:mm, local time. */
  static String moment(LocalDateTime moment) {
    return day(moment.toLocalDate()) + " " + clock(moment);
  }

  /** ISO 8601 with seconds and offset: 2026-06-05T12:00:00+02:00. */
  static String isoMoment(LocalDateTime moment) {
    ZoneOffset offset = AMSTERDAM.getRules().getOffset(moment);
    return isoDay(moment.getYear(), moment.getMonthValue(), moment.getDayOfMonth())
        + "T"
        + clock(moment)
        + ":"
        + two(moment.getSecond())
        + offset.getId();
  }

  static String isoDay(int year, int month, int day) {
    return padded(year, 4) + "-" + two(month) + "-" + two(day);
  }

  /** Euros with a decimal comma and two decimals: 1889,50. */
  static String euros(long cents) {
    return cents / 100 + "," + two((int) (cents % 100));
  }

  /** Euros with a decimal comma, without zeros at the end: 1889,5 and 20. */
  static String shortEuros(long cents) {
    var euros = euros(cents);
    if (euros.endsWith(",00")) {
      return euros.substring(0, euros.length() - 3);
    }
    return euros.endsWith("0") ? euros.substring(0, euros.length() - 1) : euros;
  }

  private static String clock(LocalDateTime moment) {
    return two(moment.getHour()) + ":" + two(moment.getMinute());
  }
}
