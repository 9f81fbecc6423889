package org.klantbrug.merger.reading;

import java.util.Locale;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.iban4j.InvalidCheckDigitException;

/** Bank account numbers by ISO 13616. */
final class BankAccount {
  private String expected;

  /** The IBAN in capitals without blanks, or null; then {@link #expected()} says why. */
  String read(String text) {
    var iban = compact(text);
    try {
      IbanUtil.validate(iban);
      return iban;
    } catch (InvalidCheckDigitException e) {
      expected = "check digits " + e.getExpected();
    } catch (Iban4jException e) {
      expected =
          isOldNumber(iban) ? "an IBAN instead of the old account number" : "an IBAN of ISO 13616";
    }
    return null;
  }

  /** What would have been right, after {@link #read} gave null. */
  String expected() {
    return expected;
  }

  private static String compact(String text) {
    var compact = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (sign != ' ' && sign != '.' && sign != '\u00a0' && sign != '-') {
        compact.append(sign);
      }
    }
    return compact.toString().toUpperCase(Locale.ROOT);
  }

  private static boolean isOldNumber(String text) {
    return text.length() >= 3
        && text.length() <= 10
        && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
  }
}
