package org.klantbrug.merger.reading;

import java.util.Locale;

/** Dutch postcodes: four digits, the first not 0, and two letters, not SA, SD or SS. */
final class Postcode {
  private static final int LONGEST_ELSEWHERE = 12;

  private Postcode() {}

  /**
   * The postcode, a Dutch one as in 1234 AB; null if it is none of the country.
   *
   * @param country code of two letters, or null when the record names none: then the Dutch rule
   *     holds for what looks Dutch
   */
  static String read(String text, String country) {
    if ("NL".equals(country) || (country == null && looksDutch(text))) {
      return dutch(text);
    }
    return text.length() <= LONGEST_ELSEWHERE && text.chars().allMatch(Postcode::isPossible)
        ? text
        : null;
  }

  private static boolean isPossible(int sign) {
    return sign < 0x80 && (Character.isLetterOrDigit(sign) || sign == ' ' || sign == '-');
  }

  private static boolean looksDutch(String text) {
    var letters = lettersAt(text);
    return letters > 0
        && Character.isLetter(text.charAt(letters))
        && Character.isLetter(text.charAt(letters + 1));
  }

  /** Where the two letters begin in digits, at most one blank, and two characters; else -1. */
  private static int lettersAt(String text) {
    if (text.length() < 6 || text.length() > 7) {
      return -1;
    }
    for (var i = 0; i < 4; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    return text.length() == 6 ? 4 : isBlank(text.charAt(4)) ? 5 : -1;
  }

  private static boolean isBlank(char sign) {
    return sign == ' ' || sign == '\u00a0';
  }

  private static String dutch(String text) {
    var at = lettersAt(text);
    if (at < 0 || text.charAt(0) == '0') {
      return null;
    }
    var letters = text.substring(at).toUpperCase(Locale.ROOT);
    var first = letters.charAt(0);
    var second = letters.charAt(1);
    var real =
        first >= 'A'
            && first <= 'Z'
            && second >= 'A'
            && second <= 'Z'
            && !(first == 'S' && (second == 'A' || second == 'D' || second == 'S'));
    return real ? text.substring(0, 4) + ' ' + letters : null;
  }
}
