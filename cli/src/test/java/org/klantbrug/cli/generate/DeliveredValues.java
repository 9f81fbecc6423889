package org.klantbrug.cli.generate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a plain reader makes of values as the generator delivers them, by the book and not by its
 * code.
 */
final class DeliveredValues {
  private static final Pattern DUTCH_DAY = Pattern.compile("\\d{2}-\\d{2}-\\d{4}( \\d{2}:\\d{2})?");
  private static final Pattern ISO_MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.{14}");
  private static final Pattern COMPACT_DAY = Pattern.compile("(19|20)\\d{2}[01]\\d[0-3]\\d");

  private DeliveredValues() {}

  static String file(String kind) {
    return kind.equals("contactmomenten") ? Delivered.CONTACTS : "acquired_" + kind + ".csv";
  }

  static List<String> values(List<Map<String, String>> lines, String header) {
    return lines.stream().map(line -> line.get(header)).toList();
  }

  static Map<String, Map<String, String>> byKey(List<Map<String, String>> lines, String key) {
    return lines.stream().collect(Collectors.toMap(line -> line.get(key), line -> line));
  }

  static String digits(String postcode) {
    return postcode.isEmpty() ? "" : postcode.substring(0, 4);
  }

  static BigDecimal amount(String dutch) {
    return new BigDecimal(dutch.replace(',', '.')).setScale(2);
  }

  static BigDecimal sum(List<Map<String, String>> lines, String column) {
    return lines.stream()
        .map(line -> line.get(column))
        .filter(value -> !value.isEmpty())
        .map(DeliveredValues::amount)
        .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  static boolean hasRealDays(Collection<String> values) {
    return values.stream().allMatch(DeliveredValues::isRealIfDay);
  }

  static boolean isRealIfDay(String value) {
    try {
      if (DUTCH_DAY.matcher(value).matches()) {
        dutchDay(value.substring(0, 10));
      } else if (ISO_MOMENT.matcher(value).matches()) {
        OffsetDateTime.parse(value);
      } else if (COMPACT_DAY.matcher(value).matches()) {
        LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE);
      }
      return true;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  static LocalDate dutchDay(String day) {
    return LocalDate.parse(isoOf(day));
  }

  static String isoOf(String dutch) {
    return dutch.substring(6) + "-" + dutch.substring(3, 5) + "-" + dutch.substring(0, 2);
  }

  /** ISO 13616 by the book: four characters to the end, letters to numbers, modulo 97 is 1. */
  static boolean isRightIban(String iban) {
    var numbers =
        (iban.substring(4) + iban.substring(0, 4))
            .chars()
            .mapToObj(letter -> Integer.toString(Character.getNumericValue(letter)))
            .collect(Collectors.joining());
    return new BigInteger(numbers).mod(BigInteger.valueOf(97)).equals(BigInteger.ONE);
  }
}
