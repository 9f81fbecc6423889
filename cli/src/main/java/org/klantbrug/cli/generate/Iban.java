package org.klantbrug.cli.generate;

/** Check digits of ISO 13616 and ISO 7064 (mod 97, 10). */
final class Iban {
  /** Codes of no existing bank, so that no number can belong to anyone. */
  private static final String[] MADE_UP_BANKS = {"BNKA", "GLDB", "NOVB", "SPRK", "WIJB"};

  private Iban() {}

  /** A Dutch account number that passes every check. */
  static String any(Dice dice) {
    return withCheck("NL", dice.oneOf(MADE_UP_BANKS) + dice.digits(10));
  }

  /** Country, check digits, account. */
  static String withCheck(String country, String account) {
    int check = 98 - remainder(account + country + "00");
    return country + DutchForm.two(check) + account;
  }

  /** The same number with check digits that do not fit. */
  static String broken(String iban) {
    int check = Integer.parseInt(iban.substring(2, 4));
    return iban.substring(0, 2) + DutchForm.two((check + 10) % 97) + iban.substring(4);
  }

  /** SEPA creditor identifier; its business code (three letters) is left out of the check. */
  static String creditor(String businessCode, String account) {
    var checked = withCheck("NL", account);
    return checked.substring(0, 4) + businessCode + account;
  }

  private static int remainder(String text) {
    int remainder = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = Character.digit(text.charAt(i), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }
}
