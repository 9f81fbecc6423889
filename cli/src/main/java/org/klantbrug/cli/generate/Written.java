package org.klantbrug.cli.generate;

import java.util.Locale;
import java.util.Set;

/** The many ways in which staff write one and the same thing. */
final class Written {
  private static final Set<String> THREE_DIGIT_AREAS =
      Set.of(
          "010", "020", "023", "026", "030", "035", "036", "040", "043", "046", "050", "053", "055",
          "058", "070", "073", "075", "076", "077", "078", "079");

  private Written() {}

  /** A number of ten digits in one of the notations that occur. */
  static String phone(String digits, Dice dice) {
    int area = digits.startsWith("06") ? 2 : areaLength(digits);
    var front = digits.substring(0, area);
    var rest = digits.substring(area);
    return switch (dice.below(8)) {
      case 0, 1 -> front + "-" + rest;
      case 2 -> "+31" + digits.substring(1);
      case 3 -> "+31 " + front.substring(1) + " " + rest;
      case 4 -> "0031" + digits.substring(1);
      case 5 -> "+31 (0)" + front.substring(1) + " " + rest;
      case 6 -> front + " " + rest.substring(0, 3) + " " + rest.substring(3);
      default -> digits;
    };
  }

  /** 1234AB, 1234 AB or 1234ab. */
  static String postcode(String postcode, Dice dice) {
    double kind = dice.share();
    if (kind < .5) {
      return postcode.substring(0, 4) + " " + postcode.substring(4);
    }
    return kind < .94
        ? postcode
        : postcode.substring(0, 4) + postcode.substring(4).toLowerCase(Locale.ROOT);
  }

  /** House number with its addition in one field: 12 a-hs II, 12-a-hs II or 12a-hs II. */
  static String number(Address address, Dice dice) {
    return address.addition().isEmpty()
        ? Integer.toString(address.number())
        : address.number() + dice.oneOf(" ", "-", "") + address.addition();
  }

  /** v.d. for van den and van der, v. for van. */
  static String shortPrefix(String prefix) {
    return switch (prefix) {
      case "van den", "van der", "van de" -> "v.d.";
      case "van" -> "v.";
      default -> prefix;
    };
  }

  /** Family name in one field, with the particle in front, behind, in capitals or shortened. */
  static String surname(Names.Family family, Dice dice) {
    var prefix = family.prefix();
    double kind = dice.share();
    if (prefix.isEmpty() || kind < .6) {
      return family.whole();
    }
    if (kind < .75) {
      return family.name() + ", " + prefix;
    }
    if (kind < .88) {
      return Character.toUpperCase(prefix.charAt(0)) + prefix.substring(1) + " " + family.name();
    }
    return shortPrefix(prefix) + " " + family.name();
  }

  /** Areas of big towns have three digits, the others four. */
  private static int areaLength(String digits) {
    return THREE_DIGIT_AREAS.contains(digits.substring(0, 3)) ? 3 : 4;
  }
}
