package org.klantbrug.billing;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The number by which banks know who debits: country, check digits, three signs of the company's
 * own and its national number. The check digits leave those three out (EPC262-08, ISO 7064 mod
 * 97-10).
 */
final class CreditorId {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}");
  private static final int OWN = 7;
  private static final BigInteger MODULUS = BigInteger.valueOf(97);

  private CreditorId() {}

  /** In capitals and without blanks. */
  static String compact(String text) {
    return text.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
  }

  /** Whether it has the form of one, and its check digits are right. */
  static boolean isValid(String text) {
    var id = compact(text);
    if (!FORM.matcher(id).matches()) {
      return false;
    }
    var digits = new StringBuilder();
    (id.substring(OWN) + id.substring(0, 4))
        .chars()
        .forEach(sign -> digits.append(Character.getNumericValue(sign)));
    return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
  }
}
