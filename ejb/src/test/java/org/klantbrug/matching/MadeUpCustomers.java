package org.klantbrug.matching;

import static org.klantbrug.matching.FieldKind.BIRTH_DATE;
import static org.klantbrug.matching.FieldKind.CITY;
import static org.klantbrug.matching.FieldKind.EMAIL;
import static org.klantbrug.matching.FieldKind.FAMILY_NAME;
import static org.klantbrug.matching.FieldKind.GIVEN_NAME;
import static org.klantbrug.matching.FieldKind.HOUSE_NUMBER;
import static org.klantbrug.matching.FieldKind.PHONE;
import static org.klantbrug.matching.FieldKind.POSTCODE;
import static org.klantbrug.matching.FieldKind.STREET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Made-up Dutch customers, always the same for the same seed; no real person is meant. */
final class MadeUpCustomers {
  static final List<FieldKind> KINDS =
      List.of(
          GIVEN_NAME, FAMILY_NAME, BIRTH_DATE, STREET, HOUSE_NUMBER, POSTCODE, CITY, EMAIL, PHONE);

  private static final String[] GIVEN = {
    "Jan", "Anna", "Piet", "Maria", "Kees", "Johanna", "Daan", "Emma", "Sem", "Sophie", "Lucas",
    "Julia", "Bram", "Mila", "Thijs", "Tess", "Ruben", "Fleur", "Lars", "Noor", "Sander", "Ilse",
    "Joost", "Marieke", "Wouter", "Femke", "Gijs", "Roos", "Hugo", "Eva", "Mehmet", "Fatima", "Bas",
    "Lotte", "Tom", "Sanne", "Niels", "Iris", "Stijn", "Vera"
  };
  private static final String[] FAMILY = {
    "de Jong",
    "Jansen",
    "de Vries",
    "van den Berg",
    "van Dijk",
    "Bakker",
    "Janssen",
    "Visser",
    "Smit",
    "Meijer",
    "de Boer",
    "Mulder",
    "de Groot",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Leeuwen",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "Smits",
    "de Graaf",
    "van der Meer"
  };
  private static final String[] FIRST = {
    "wil", "hoog", "laag", "noord", "zuid", "oost", "west", "bos", "veld", "water", "berg", "dal",
    "eik", "beuk", "linde", "molen", "kerk", "dorp", "brink", "kamp", "hei", "duin", "zand", "klei"
  };
  private static final String[] LAST = {
    "stra", "sma", "huis", "man", "hof", "beek", "horst", "brink", "donk", "meer", "stede", "wijk"
  };
  private static final String[] CITIES = {
    "Utrecht", "Almere", "Zwolle", "Breda", "Delft", "Gouda", "Ede", "Hoorn", "Sneek", "Weert"
  };

  private final Random random;

  MadeUpCustomers(long seed) {
    random = new Random(seed);
  }

  /** A person, field by field in the order of {@link #KINDS}. */
  List<String> person() {
    var given = one(GIVEN);
    var family = familyName();
    int code = 1000 + random.nextInt(9000);
    var street = capital(one(FIRST) + one(LAST)) + (random.nextBoolean() ? "straat" : "laan");
    return new ArrayList<>(
        List.of(
            given,
            family,
            birthDate(),
            street,
            String.valueOf(1 + random.nextInt(180)),
            code + "" + (char) ('A' + code % 26) + (char) ('A' + street.length() % 26),
            CITIES[code * CITIES.length / 10_000],
            random.nextInt(10) < 7
                ? (given + "." + family.replace(" ", "") + random.nextInt(100) + "@example.nl")
                    .toLowerCase(Locale.ROOT)
                : "",
            random.nextInt(10) < 7 ? "06" + (10_000_000 + random.nextInt(89_999_999)) : ""));
  }

  /** Another person in the same house, with the same family name and the same telephone. */
  List<String> relativeOf(List<String> person) {
    var relative = new ArrayList<>(person);
    while (relative.get(0).equals(person.get(0))) {
      relative.set(0, one(GIVEN));
    }
    relative.set(2, birthDate());
    relative.set(7, "");
    return relative;
  }

  /** The same person as another company wrote it down. */
  List<String> writtenElsewhere(List<String> person) {
    var other = new ArrayList<>(person);
    for (int slips = random.nextInt(3); slips > 0; slips--) {
      int field = random.nextInt(other.size());
      other.set(field, slip(field, other.get(field)));
    }
    if (random.nextInt(4) == 0) {
      other.set(7, "");
    }
    return other;
  }

  private String slip(int field, String value) {
    if (field > 6 || value.length() < 4 || random.nextInt(3) == 0) {
      return field < 2 ? value : "";
    }
    int at = 1 + random.nextInt(value.length() - 2);
    return value.substring(0, at)
        + value.charAt(at + 1)
        + value.charAt(at)
        + value.substring(at + 2);
  }

  private String familyName() {
    return random.nextInt(3) == 0
        ? one(FAMILY)
        : (random.nextInt(4) == 0 ? "van " : "") + capital(one(FIRST) + one(FIRST) + one(LAST));
  }

  private String birthDate() {
    return "%04d%02d%02d"
        .formatted(1930 + random.nextInt(75), 1 + random.nextInt(12), 1 + random.nextInt(28));
  }

  private String one(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
