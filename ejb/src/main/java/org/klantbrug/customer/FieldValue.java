package org.klantbrug.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;
import org.klantbrug.shared.RuleBroken;

/** A value of a customer as a colleague typed it, in the form in which it is kept. */
final class FieldValue {
  private static final int LONGEST = 200;

  /** Fields that hold a code: which codes. */
  static final Map<String, Set<String>> CODES =
      Map.of(
          "sex", Set.of("F", "M", "X"),
          "preferred_channel",
              Set.of("PHONE", "EMAIL", "LETTER", "WHATSAPP", "SOCIAL", "WEB_APP", "NONE"),
          "circumstance", Set.of("DECEASED", "GUARDIANSHIP", "SECRET_ADDRESS", "MINOR", "STAFF"),
          "marketing_opt_out", Set.of("YES", "NO"));

  private FieldValue() {}

  /**
   * The value to keep; null for nothing.
   *
   * @throws RuleBroken if it cannot be a value of this field
   */
  static String of(String field, String typed) {
    if (typed == null || typed.isBlank()) {
      return null;
    }
    var value = typed.strip();
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      throw new RuleBroken("customer.value-too-long", LONGEST);
    }
    if (CODES.containsKey(field)) {
      return code(field, value);
    }
    return switch (field) {
      case "birth_date", "customer_since" -> day(value);
      case "email" -> email(value);
      case "phone", "phone_other" -> phone(value);
      case "iban" -> iban(value);
      default -> value;
    };
  }

  private static String code(String field, String value) {
    var code = value.toUpperCase(Locale.ROOT);
    if (!CODES.get(field).contains(code)) {
      throw new RuleBroken(
          "customer.value-not-a-code",
          String.join(", ", CODES.get(field).stream().sorted().toList()));
    }
    return code;
  }

  private static String day(String value) {
    try {
      return LocalDate.parse(value).toString();
    } catch (DateTimeException e) {
      throw new RuleBroken("customer.value-not-a-date");
    }
  }

  private static String email(String value) {
    if (!value.matches("[^@\\s,;]+@[^@\\s,;]+\\.[^@\\s,;.]+")) {
      throw new RuleBroken("customer.value-not-an-email");
    }
    return value;
  }

  private static String phone(String value) {
    try {
      var util = PhoneNumberUtil.getInstance();
      var number = util.parse(value, "NL");
      if (util.isValidNumber(number)) {
        return util.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException notANumber) {
      throw new RuleBroken("customer.value-not-a-phone");
    }
    throw new RuleBroken("customer.value-not-a-phone");
  }

  private static String iban(String value) {
    var plain = value.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    try {
      IbanUtil.validate(plain);
    } catch (Iban4jException e) {
      throw new RuleBroken("customer.value-not-an-iban");
    }
    return plain;
  }
}
