package org.klantbrug.cli.match;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads dates in one format as eight digits, year first. Days that no calendar knows are read too:
 * their digits still tell something of the true day.
 */
final class DateReading {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
  private static final List<String> USUAL =
      List.of("yyyy-MM-dd", "dd-MM-yyyy", "MM-dd-yyyy", "yyyyMMdd", "ddMMyyyy");

  /** Two digits below this are a year of this century. */
  private static final int THIS_CENTURY_BELOW = 30;

  private final String format;
  private final String order;
  private final DateTimeFormatter named;

  private DateReading(String format) {
    this.format = format;
    order = format.replaceAll("[^yuMd]", "").replace('u', 'y').replaceAll("(.)\\1+", "$1");
    named = format.contains("MMM") ? formatter(format) : null;
  }

  private static DateTimeFormatter formatter(String format) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(format)
        .toFormatter(Locale.ENGLISH);
  }

  /**
   * Reads dates written like this.
   *
   * @param format year, month and day as y, M and d, for example {@code dd-MM-yyyy}
   */
  static DateReading of(String format) throws UnusableInput {
    try {
      var reading = new DateReading(format);
      if (reading.order.length() == 3
          && reading.order.chars().distinct().count() == 3
          && (reading.hasSeparators() || format.length() == 8)) {
        return reading;
      }
    } catch (IllegalArgumentException e) {
      throw notKnown(format);
    }
    throw notKnown(format);
  }

  private static UnusableInput notKnown(String format) {
    return new UnusableInput(
        "The date format \"%s\" is not known: write it as yyyyMMdd or dd-MM-yyyy."
            .formatted(format));
  }

  /** The usual format that fits most of these dates. */
  static DateReading detect(List<String> dates) {
    DateReading best = null;
    long most = -1;
    for (var format : USUAL) {
      var reading = new DateReading(format);
      long fitting = dates.stream().filter(reading::isDay).count();
      if (fitting > most) {
        best = reading;
        most = fitting;
      }
    }
    return best;
  }

  private boolean hasSeparators() {
    return format.matches(".*[^yuMd].*");
  }

  private boolean isDay(String text) {
    var digits = digits(text);
    if (digits.isEmpty()) {
      return false;
    }
    int year = Integer.parseInt(digits.substring(0, 4));
    int month = Integer.parseInt(digits.substring(4, 6));
    int day = Integer.parseInt(digits.substring(6));
    return year >= 1850 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  /** Eight digits, or an empty text if this is no date of the format. */
  String digits(String text) {
    if (named != null) {
      return byName(text);
    }
    return hasSeparators() ? byNumbers(text) : byPosition(text);
  }

  private String byName(String text) {
    try {
      var date = named.parse(text.strip());
      return "%04d%02d%02d"
          .formatted(
              date.get(ChronoField.YEAR),
              date.get(ChronoField.MONTH_OF_YEAR),
              date.get(ChronoField.DAY_OF_MONTH));
    } catch (DateTimeException notThisFormat) {
      return "";
    }
  }

  private String byPosition(String text) {
    var digits = text.strip();
    return digits.matches("[0-9]{8}")
        ? part(digits, 'y', 4) + part(digits, 'M', 2) + part(digits, 'd', 2)
        : "";
  }

  private String part(String digits, char letter, int length) {
    int from = format.replace('u', 'y').indexOf(letter);
    return digits.substring(from, from + length);
  }

  private String byNumbers(String text) {
    var numbers = new ArrayList<String>();
    var found = NUMBERS.matcher(text);
    while (found.find() && numbers.size() < 3) {
      numbers.add(found.group());
    }
    if (numbers.size() < 3) {
      return "";
    }
    var year = numbers.get(order.indexOf('y'));
    var month = numbers.get(order.indexOf('M'));
    var day = numbers.get(order.indexOf('d'));
    if (year.length() == 2) {
      year = (Integer.parseInt(year) < THIS_CENTURY_BELOW ? "20" : "19") + year;
    }
    return year.length() == 4 && month.length() <= 2 && day.length() <= 2
        ? year + "0".repeat(2 - month.length()) + month + "0".repeat(2 - day.length()) + day
        : "";
  }
}
