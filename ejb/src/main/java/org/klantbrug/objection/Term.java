package org.klantbrug.objection;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** For how many months a contract was agreed, as far as its delivered words say so. */
final class Term {
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(\\d{1,3}|een|één|one|twee|two|drie|three)[ -]*(jaar|year|jr|maand|month|mnd)");
  private static final Map<String, Integer> WORDS =
      Map.of("een", 1, "één", 1, "one", 1, "twee", 2, "two", 2, "drie", 3, "three", 3);
  private static final int YEAR = 12;

  private Term() {}

  /**
   * Months that were agreed.
   *
   * @param delivered as the company called it: {@code One year}, {@code 24 maanden}; may be null
   * @return 1 for a contract by the month, and for words that nobody can count
   */
  static int months(String delivered) {
    if (delivered == null) {
      return 1;
    }
    var found = AMOUNT.matcher(delivered.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return 1;
    }
    var amount = WORDS.getOrDefault(found.group(1), 0);
    var counted = amount == 0 ? Integer.parseInt(found.group(1)) : amount;
    var years = found.group(2).startsWith("j") || found.group(2).equals("year");
    return Math.max(1, years ? counted * YEAR : counted);
  }
}
