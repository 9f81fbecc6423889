package org.klantbrug.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The keys under which a record is looked for. Two records are compared only if they have a key in
 * common; the keys come from several passes, so that a slip in one field does not hide a pair.
 */
final class BlockingKeys {
  /**
   * More records than this under one key say nothing (a placeholder date, the mail address of the
   * shop): the key is passed over. Other passes still find the pair.
   */
  static final int LARGEST_BLOCK = 100;

  /** Candidates of one record after which no larger block is looked at. */
  static final int ENOUGH = 150;

  private final int given;
  private final int family;
  private final int born;
  private final int postcode;
  private final int city;
  private final int street;
  private final int line;
  private final int number;
  private final int organisation;
  private final MatchLayout layout;

  BlockingKeys(MatchLayout layout) {
    this.layout = layout;
    given = layout.first(FieldKind.GIVEN_NAME);
    family = layout.first(FieldKind.FAMILY_NAME);
    born = layout.first(FieldKind.BIRTH_DATE);
    postcode = layout.first(FieldKind.POSTCODE);
    city = layout.first(FieldKind.CITY);
    street = layout.first(FieldKind.STREET);
    line = layout.first(FieldKind.ADDRESS_LINE);
    number = layout.first(FieldKind.HOUSE_NUMBER);
    organisation = layout.first(FieldKind.ORGANISATION_NAME);
  }

  /** The keys of a record: hashes, each once, in ascending order. */
  long[] of(MatchPerson person) {
    var keys = new Keys();
    byNames(person, keys);
    byBirthDate(person, keys);
    byAddress(person, keys);
    byNumbers(person, keys);
    return keys.distinct();
  }

  private void byNames(MatchPerson person, Keys keys) {
    var first = core(person, given);
    var last = core(person, family);
    var place = core(person, city);
    if (first != null && last != null) {
      keys.add("names", first.compareTo(last) < 0 ? first + "+" + last : last + "+" + first);
      keys.add("sound", skeleton(last), head(first, 3));
      keys.add("sound", skeleton(first), head(last, 3));
    }
    keys.add("family-city", last, place);
    keys.add("given-city", first, place);
    keys.add("organisation", core(person, organisation));
  }

  private void byBirthDate(MatchPerson person, Keys keys) {
    var date = value(person, born);
    if (date == null) {
      return;
    }
    var year = date.parts().get(0);
    var month = date.parts().get(1);
    var day = date.parts().get(2);
    var first = core(person, given);
    var last = core(person, family);
    keys.add("date", year, month.compareTo(day) < 0 ? month + day : day + month);
    keys.add("family-year", skeleton(last), year);
    keys.add("family-day", skeleton(last), month + day);
    keys.add("given-month", first, year + month);
    keys.add("given-day", first, month + day);
  }

  private void byAddress(MatchPerson person, Keys keys) {
    var code = text(person, postcode);
    var first = core(person, given);
    var last = core(person, family);
    var house = core(person, number);
    keys.add("code-number", code, house);
    keys.add("code-family", code, skeleton(last));
    keys.add("code-given", code, first);
    keys.add("family-number", skeleton(last), house);
    var inStreet = compact(text(person, street));
    var inLine = compact(text(person, line));
    if (inStreet != null && inLine != null) {
      keys.add("address", inStreet.compareTo(inLine) < 0 ? inStreet + inLine : inLine + inStreet);
    }
    for (var text : new String[] {inStreet, inLine}) {
      keys.add("street-city", head(text, 7), head(core(person, city), 4));
      keys.add("street-number", text, house);
      keys.add("street-family", text, skeleton(last));
      keys.add("street-given", text, first);
      keys.add("street-code", text, code);
    }
  }

  private void byNumbers(MatchPerson person, Keys keys) {
    for (int i = 0; i < layout.size(); i++) {
      switch (layout.field(i).kind()) {
        case EMAIL, PHONE, IBAN, NATIONAL_ID ->
            keys.add(layout.field(i).kind().code(), text(person, i));
        default -> {
          // the other kinds have passes of their own above
        }
      }
    }
  }

  private static Value value(MatchPerson person, int field) {
    return field < 0 ? null : person.value(field);
  }

  private static String core(MatchPerson person, int field) {
    var value = value(person, field);
    return value == null ? null : value.core();
  }

  private static String text(MatchPerson person, int field) {
    var value = value(person, field);
    return value == null ? null : value.text();
  }

  private static String compact(String text) {
    return text == null ? null : text.replace(" ", "");
  }

  private static String head(String text, int length) {
    return text == null ? null : text.substring(0, Math.min(length, text.length()));
  }

  /**
   * First letter and the consonants behind it, each once in a row: "bakker" and "baker" are one.
   */
  static String skeleton(String name) {
    if (name == null) {
      return null;
    }
    var kept = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = alike(name.charAt(i));
      boolean vowel = "aeiouyh ".indexOf(c) >= 0;
      if (i == 0 || (!vowel && kept.charAt(kept.length() - 1) != c)) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static char alike(char c) {
    return switch (c) {
      case 'c', 'q' -> 'k';
      case 'z' -> 's';
      case 'd' -> 't';
      case 'v', 'w', 'p', 'b' -> 'f';
      default -> c;
    };
  }

  /** Collects hashes; a key with an unknown part is no key. */
  private static final class Keys {
    private long[] found = new long[32];
    private int count;

    void add(String pass, String... parts) {
      long hash = hash(1125899906842597L, pass);
      for (var part : parts) {
        if (part == null || part.isEmpty()) {
          return;
        }
        hash = hash(hash * 31 + '|', part);
      }
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = spread(hash);
    }

    private static long hash(long seed, String text) {
      long hash = seed;
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        hash = hash * 1099511628211L ^ b;
      }
      return hash;
    }

    /** Finishing step of SplitMix64, so that near texts do not get near hashes. */
    private static long spread(long hash) {
      long h = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
      h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
      return h ^ (h >>> 31);
    }

    long[] distinct() {
      Arrays.sort(found, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || found[i] != found[i - 1]) {
          found[kept++] = found[i];
        }
      }
      return Arrays.copyOf(found, kept);
    }
  }
}
