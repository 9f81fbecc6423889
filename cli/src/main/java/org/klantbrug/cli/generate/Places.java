package org.klantbrug.cli.generate;

/** Addresses in places that do not exist; one side of one street has one postcode. */
final class Places {
  /** Letters that occur in Dutch postcodes. */
  private static final String LETTERS = "ABCDEGHJKLMNPRSTVWXZ";

  private final Vocabulary.PlaceLists lists = Vocabulary.places();

  Address any(Dice dice) {
    int placeNumber = dice.below(lists.places().size());
    var place = lists.places().get(placeNumber);
    int street = dice.below(lists.streets().size());
    int number = 1 + dice.lowBelow(240);
    var addition = dice.chance(.14) ? dice.oneOf(lists.additions()) : "";
    int digits = place.from() + street % (place.to() - place.from() + 1);
    return new Address(
        lists.streets().get(street),
        number,
        addition,
        digits + letters(placeNumber, street, number),
        place.name(),
        place.province(),
        place.area());
  }

  private static String letters(int place, int street, int number) {
    long mixed = Dice.mixed(place * 1_000_003L + street * 1_009L + number % 2 + 7) >>> 8;
    char first = LETTERS.charAt((int) (mixed % LETTERS.length()));
    char second = LETTERS.charAt((int) (mixed / LETTERS.length() % LETTERS.length()));
    boolean never = first == 'S' && (second == 'A' || second == 'D' || second == 'S');
    return "" + first + (never ? 'B' : second);
  }
}
