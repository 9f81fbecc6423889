package org.klantbrug.matching;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Normalises one raw text by its kind. Dates come as year, month, day digits: "19840229". */
final class PersonValues {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final Pattern NUMBER = Pattern.compile("([0-9]+)(.*)", Pattern.DOTALL);
  private static final Pattern TRAILING_NUMBER = Pattern.compile("\\s+[0-9]+[^\\s]*(\\s.*)?$");
  private static final Pattern BRACKETS = Pattern.compile("\\(.*?\\)");
  private static final Pattern DUTCH = Pattern.compile("[0-9]{4}[A-Z]{2}");
  private static final Pattern DUTCH_WITH_COUNTRY = Pattern.compile("NL" + DUTCH);
  private static final Pattern DUTCH_INTERNATIONAL = Pattern.compile("\\+31[1-9][0-9]{8}");
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "bv",
          "b",
          "v",
          "nv",
          "n",
          "vof",
          "cv",
          "stichting",
          "vereniging",
          "holding",
          "ltd",
          "gmbh");
  private static final Map<String, String> STREET_WORDS =
      Map.ofEntries(
          Map.entry("str", "straat"),
          Map.entry("ln", "laan"),
          Map.entry("pln", "plein"),
          Map.entry("wg", "weg"),
          Map.entry("st", "street"),
          Map.entry("rd", "road"),
          Map.entry("ave", "avenue"),
          Map.entry("av", "avenue"),
          Map.entry("burg", "burgemeester"),
          Map.entry("prof", "professor"),
          Map.entry("dr", "doctor"),
          Map.entry("ds", "dominee"),
          Map.entry("pres", "president"),
          Map.entry("gen", "generaal"),
          Map.entry("kon", "koning"),
          Map.entry("pr", "prins"));
  private static final Map<String, String> CITIES =
      Map.of("s gravenhage", "den haag", "s hertogenbosch", "den bosch");
  private static final Map<String, String> SEXES =
      Map.ofEntries(
          Map.entry("m", "M"),
          Map.entry("man", "M"),
          Map.entry("male", "M"),
          Map.entry("dhr", "M"),
          Map.entry("f", "F"),
          Map.entry("v", "F"),
          Map.entry("vrouw", "F"),
          Map.entry("female", "F"),
          Map.entry("mevr", "F"),
          Map.entry("x", "X"));

  private PersonValues() {}

  /** The normalised value; null if the text says nothing that can be compared. */
  static Value of(FieldKind kind, String raw) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    return switch (kind) {
      case GIVEN_NAME -> PersonNames.given(raw);
      case FAMILY_NAME, FULL_NAME -> PersonNames.family(raw);
      case ORGANISATION_NAME -> organisation(raw);
      case BIRTH_DATE -> date(raw);
      case STREET -> address(TRAILING_NUMBER.matcher(raw.strip()).replaceFirst(""));
      case ADDRESS_LINE -> address(raw);
      case HOUSE_NUMBER -> houseNumber(raw);
      case POSTCODE -> postcode(raw);
      case CITY -> city(raw);
      case REGION -> text(Folding.fold(raw));
      case EMAIL -> email(raw);
      case PHONE -> phone(raw);
      case IBAN, NATIONAL_ID -> text(Folding.fold(raw).replace(" ", "").toUpperCase(Locale.ROOT));
      case SEX -> text(SEXES.getOrDefault(Folding.fold(raw), ""));
    };
  }

  private static Value text(String text) {
    return text.isEmpty() ? null : Value.of(text);
  }

  private static Value organisation(String raw) {
    var words = new ArrayList<>(Folding.tokens(Folding.fold(raw)));
    var core = new ArrayList<>(words);
    core.removeIf(LEGAL_FORMS::contains);
    var kept = core.isEmpty() ? words : core;
    return kept.isEmpty()
        ? null
        : new Value(String.join(" ", kept), kept.get(0), List.copyOf(kept));
  }

  /** Impossible days are kept: they still tell a digit of the true one. */
  private static Value date(String digits) {
    if (!digits.matches("[0-9]{8}") || digits.startsWith("0000") || digits.startsWith("9999")) {
      return null;
    }
    return new Value(
        digits,
        digits,
        List.of(digits.substring(0, 4), digits.substring(4, 6), digits.substring(6)));
  }

  private static Value address(String raw) {
    var words = new ArrayList<String>();
    for (var word : Folding.tokens(Folding.fold(raw))) {
      words.add(streetWord(word));
    }
    return words.isEmpty()
        ? null
        : new Value(String.join(" ", words), words.get(0), List.copyOf(words));
  }

  private static String streetWord(String word) {
    var full = STREET_WORDS.get(word);
    if (full != null) {
      return full;
    }
    return word.length() > 5 && word.endsWith("str") ? word + "aat" : word;
  }

  private static Value houseNumber(String raw) {
    var folded = Folding.fold(raw);
    var found = NUMBER.matcher(folded);
    if (!found.matches()) {
      return text(folded);
    }
    var number = found.group(1).replaceFirst("^0+(?=.)", "");
    var addition = new StringBuilder();
    for (var word : Folding.tokens(found.group(2).strip())) {
      addition.append(additionWord(word));
    }
    return addition.isEmpty()
        ? Value.of(number)
        : new Value(number + "-" + addition, number, List.of());
  }

  private static String additionWord(String word) {
    return switch (word) {
      case "ii" -> "2";
      case "iii" -> "3";
      case "iv" -> "4";
      case "huis" -> "hs";
      default -> word;
    };
  }

  private static Value postcode(String raw) {
    var text = Folding.fold(raw).replace(" ", "").toUpperCase(Locale.ROOT);
    if (DUTCH_WITH_COUNTRY.matcher(text).matches()) {
      text = text.substring(2);
    }
    return DUTCH.matcher(text).matches()
        ? new Value(text, text.substring(0, 4), List.of())
        : text(text);
  }

  private static Value city(String raw) {
    var text = Folding.fold(BRACKETS.matcher(raw).replaceAll(" "));
    text = CITIES.getOrDefault(text, text);
    return text.isEmpty() ? null : new Value(text, text, Folding.tokens(text));
  }

  private static Value email(String raw) {
    var text = raw.strip().toLowerCase(Locale.ROOT);
    var at = text.indexOf('@');
    return at < 1 || at == text.length() - 1
        ? null
        : new Value(text, text.substring(0, at), List.of());
  }

  /** International form if it can be a number at all; else the digits, if there are enough. */
  private static Value phone(String raw) {
    if (DUTCH_INTERNATIONAL.matcher(raw).matches()) {
      return Value.of(raw); // as staged; to parse it takes longer than all else of a person
    }
    try {
      var number = PHONES.parse(raw, "NL");
      if (PHONES.isPossibleNumber(number)) {
        return Value.of(PHONES.format(number, PhoneNumberFormat.E164));
      }
    } catch (NumberParseException notReadable) {
      return digits(raw);
    }
    return digits(raw);
  }

  private static Value digits(String raw) {
    var digits = raw.replaceAll("[^0-9]", "");
    return digits.length() < 7 ? null : Value.of(digits);
  }
}
