package org.klantbrug.merger.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.klantbrug.merger.FieldType;
import org.klantbrug.merger.TargetField;
import org.klantbrug.shared.Amount;

/**
 * Reads the values of one field: from the text as delivered to the text that staging takes. For one
 * thread.
 */
final class ValueReader {
  /** Takes what is wrong with a value. */
  interface Notes {
    void note(TargetField field, Reason reason, String expected, String raw);
  }

  private static final int OLDEST = 130;
  private static final int OF_AGE = 18;
  private static final int LONGEST_DAMAGED_KEY = 24;

  private final TargetField field;
  private final Mapping.Target target;
  private final Notes notes;
  private final LocalDate extractDay;
  private final long extractSecond;
  private final boolean isBirthDate;
  private final DateForm dates;
  private final Map<String, String> codes;
  private final Phone phones;
  private final BankAccount accounts;

  ValueReader(TargetField field, Mapping.Target target, Instant extractAsOf, Notes notes) {
    this.field = field;
    this.target = target;
    this.notes = notes;
    this.extractDay = extractAsOf.atZone(DateForm.ZONE).toLocalDate();
    this.extractSecond = extractAsOf.getEpochSecond();
    this.isBirthDate = field.column().equals("birth_date");
    var type = field.type();
    this.dates =
        type == FieldType.DATE || type == FieldType.MOMENT
            ? DateForm.of(target.dateFormat())
            : null;
    this.codes = type == FieldType.CODE ? lowered(target.values()) : null;
    this.phones = type == FieldType.PHONE ? new Phone() : null;
    this.accounts = type == FieldType.IBAN ? new BankAccount() : null;
  }

  private static Map<String, String> lowered(Map<String, String> values) {
    var lowered = new HashMap<String, String>();
    values.forEach((value, code) -> lowered.put(value.strip().toLowerCase(Locale.ROOT), code));
    values.forEach(
        (value, code) -> lowered.put(value.strip(), code)); // the usual case, found first
    return lowered;
  }

  TargetField field() {
    return field;
  }

  boolean takesLineEnds() {
    return field.type() == FieldType.TEXT;
  }

  boolean isStrict() {
    return target.strict();
  }

  /**
   * Reads one value and notes what is wrong with it.
   *
   * @param plain whether the text is known to hold nothing that needs cleaning
   * @return the value for staging, or null when it is empty or wrong
   */
  String read(String delivered, boolean plain) {
    var text = plain ? delivered : cleaned(delivered);
    if (field.type() == FieldType.TEXT) {
      return text.isBlank() ? null : text;
    }
    text = text.strip();
    return text.isEmpty() ? null : typed(text);
  }

  private String cleaned(String delivered) {
    var free = field.type() == FieldType.TEXT;
    var text = CleanText.visible(delivered, free);
    if (text != delivered) {
      notes.note(field, Reason.INVISIBLE_CHARACTERS, "characters that can be seen", delivered);
    }
    if (free || field.type() == FieldType.NAME) {
      var mended = CleanText.withoutMojibake(text);
      if (mended != null) {
        notes.note(field, Reason.MOJIBAKE, mended, text);
      }
    }
    return text;
  }

  private String typed(String text) {
    return switch (field.type()) {
      case KEY, PARENT_KEY -> key(text);
      case DATE -> day(text);
      case MOMENT -> moment(text);
      case AMOUNT ->
          orWrong(
              Amount.read(text, target.decimalSign().charAt(0)),
              Reason.WRONG_AMOUNT,
              "1234" + target.decimalSign() + "56",
              text);
      case NUMBER -> orWrong(number(text), Reason.WRONG_NUMBER, "a whole number", text);
      case BILLING_DAY -> orWrong(billingDay(text), Reason.WRONG_BILLING_DAY, "1 to 31", text);
      case IBAN -> iban(text);
      case PHONE -> orWrong(phones.read(text), Reason.WRONG_PHONE, "a phone number", text);
      case EMAIL ->
          orWrong(Email.isOne(text) ? text : null, Reason.WRONG_EMAIL, "one e-mail address", text);
      case COUNTRY -> orWrong(Country.read(text), Reason.WRONG_COUNTRY, "a country", text);
      case CODE -> code(text);
      case NAME, TEXT, POSTCODE -> text;
    };
  }

  private String orWrong(String value, Reason reason, String expected, String text) {
    if (value == null) {
      notes.note(field, reason, expected, text);
    }
    return value;
  }

  private String key(String text) {
    return orWrong(
        isDamaged(text) ? null : text, Reason.DAMAGED_KEY, "the key with all its digits", text);
  }

  /** Whether a spreadsheet wrote the key as a number with an exponent, as in 1,23E+11. */
  private static boolean isDamaged(String text) {
    var exponent = text.indexOf("E+");
    if (exponent < 1 || text.length() > LONGEST_DAMAGED_KEY) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      var isNumber = sign >= '0' && sign <= '9' || sign == ',' || sign == '.';
      if (!isNumber && i != exponent && i != exponent + 1) {
        return false;
      }
    }
    return true;
  }

  private String day(String text) {
    if (!dates.read(text)) {
      return orWrong(null, Reason.WRONG_DATE, target.dateFormat(), text);
    }
    return isBirthDate && !isOfALiving(text) ? null : dates.dayHere();
  }

  private boolean isOfALiving(String text) {
    var birth = dates.epochDayHere();
    if (birth > extractDay.toEpochDay()) {
      notes.note(field, Reason.FUTURE_DATE, "at most " + extractDay, text);
      return false;
    }
    if (birth < extractDay.minusYears(OLDEST).toEpochDay()) {
      notes.note(field, Reason.IMPLAUSIBLE_AGE, "at most " + OLDEST + " years", text);
      return false;
    }
    if (birth > extractDay.minusYears(OF_AGE).toEpochDay()) {
      notes.note(field, Reason.UNDER_AGE, OF_AGE + " years or older", text);
    }
    return true;
  }

  private String moment(String text) {
    if (!dates.read(text)) {
      return orWrong(null, Reason.WRONG_MOMENT, target.dateFormat(), text);
    }
    if (dates.isInClockGap()) {
      notes.note(field, Reason.CLOCK_GAP, "a time that the clock showed", text);
    }
    if (dates.epochSecond() > extractSecond) {
      notes.note(field, Reason.AFTER_EXTRACT, "before the extract", text);
    }
    return dates.moment();
  }

  private static String number(String text) {
    var first = text.charAt(0) == '-' ? 1 : 0;
    if (text.length() == first || text.length() > 18) {
      return null;
    }
    for (var i = first; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return String.valueOf(Long.parseLong(text));
  }

  private static String billingDay(String text) {
    var number = text.length() > 2 ? null : number(text);
    var isDay = number != null && Long.parseLong(number) >= 1 && Long.parseLong(number) <= 31;
    return isDay ? number : null;
  }

  private String iban(String text) {
    var iban = accounts.read(text);
    if (iban == null) {
      notes.note(field, Reason.WRONG_IBAN, accounts.expected(), text);
    }
    return iban;
  }

  private String code(String text) {
    var code = codes.get(text);
    if (code == null) {
      code = codes.get(text.toLowerCase(Locale.ROOT));
    }
    if (code == null) {
      return orWrong(
          null, Reason.NOT_IN_LIST, String.join(", ", new TreeSet<>(field.codes())), text);
    }
    return code.isEmpty() ? null : code;
  }
}
