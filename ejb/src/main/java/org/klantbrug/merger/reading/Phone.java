package org.klantbrug.merger.reading;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Phone numbers on which a person can be called, as E.164; those without a country are Dutch. */
final class Phone {
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST = 40;
  private static final Set<PhoneNumberType> OF_PERSONS =
      Set.of(
          PhoneNumberType.FIXED_LINE,
          PhoneNumberType.MOBILE,
          PhoneNumberType.FIXED_LINE_OR_MOBILE,
          PhoneNumberType.PERSONAL_NUMBER,
          PhoneNumberType.VOIP,
          PhoneNumberType.UAN);

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final Map<String, String> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The number as in +31612345678, or null if it is none. */
  String read(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    var mobile = dutchMobile(text);
    if (mobile != null) {
      return mobile;
    }
    if (known.containsKey(text)) {
      return known.get(text);
    }
    var number = parse(text);
    known.put(text, number);
    return number;
  }

  /** The most common case by hand: 06, eight digits (not 066 or 067: machines), dashes, blanks. */
  private static String dutchMobile(String text) {
    var number = new StringBuilder("+31");
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (sign >= '0' && sign <= '9') {
        number.append(sign);
      } else if (sign != ' ' && sign != '-') {
        return null;
      }
    }
    if (number.length() != 13
        || number.charAt(3) != '0'
        || number.charAt(4) != '6'
        || "12345".indexOf(number.charAt(5)) < 0) {
      return null;
    }
    return number.deleteCharAt(3).toString();
  }

  private String parse(String text) {
    if (text.chars().anyMatch(Character::isLetter)) {
      return null; // a note beside a number, or letters for digits: a person must look
    }
    try {
      var number = numbers.parse(text, "NL");
      return numbers.isValidNumber(number) && OF_PERSONS.contains(numbers.getNumberType(number))
          ? numbers.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null; // the caller says what was expected
    }
  }
}
