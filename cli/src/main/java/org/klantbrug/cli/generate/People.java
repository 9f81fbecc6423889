package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * Everybody, made anew at each question from the seed and the person's id. Twelve ids form a block
 * that falls apart into households: singles, organisations, couples, a parent with a child, and
 * families, some with twins, some with a son who has his father's name.
 */
final class People {
  private static final int BLOCK = 12;

  /** Ids of the people at one address: from first, so many; the head, the partner, children. */
  record Household(long first, int size) {
    boolean isFamily() {
      return size > 2;
    }
  }

  /**
   * What the members of a household have in common, and who leads it.
   *
   * @param alone whether the second member is a child, not a partner
   * @param namesake whether the first child is a son who bears his father's name
   * @param twins whether the last two children are twins
   */
  private record Head(
      Names.Family family,
      Sex sex,
      String given,
      String initials,
      LocalDate born,
      Address atAcquirer,
      Address atAcquired,
      String landline,
      String iban,
      String organisation,
      boolean alone,
      boolean namesake,
      boolean twins) {}

  private final long seed;
  private final Names names;
  private final Places places = new Places();

  People(long seed) {
    this.seed = seed;
    this.names = new Names(seed);
  }

  Names names() {
    return names;
  }

  /** Somebody who shares his household with nobody of another block. */
  static long firstOfBlock(long block) {
    return block * BLOCK;
  }

  Household household(long person) {
    long block = person / BLOCK;
    int inBlock = (int) (person % BLOCK);
    var sizes = Dice.of(seed, "household sizes", block);
    int first = 0;
    while (true) {
      int size = Math.min(size(sizes), BLOCK - first);
      if (inBlock < first + size) {
        return new Household(block * BLOCK + first, size);
      }
      first += size;
    }
  }

  /** The person with this id; the same each time. */
  Person person(long id) {
    var household = household(id);
    int member = (int) (id - household.first());
    var head = head(household);
    var own = Dice.of(seed, "person", id);
    boolean partner = member == 1 && !head.alone();
    boolean asHead = member == 0 || (member == 2 && head.namesake());
    var sex = asHead ? head.sex() : partner ? partnersSex(head, own) : anySex(own);
    var given = asHead ? head.given() : names.given(sex, own);
    var initials = asHead ? head.initials() : Names.initials(given, own);
    var family = partner ? partnersName(head.family(), own) : head.family();
    var iban = member < 2 && own.chance(.4) ? head.iban() : Iban.any(own);
    var email = email(given, family, own);
    return new Person(
        sex,
        given,
        initials,
        family,
        partner ? head.born().plusDays(own.between(-2_000, 2_000)) : born(household, head, member),
        "06" + own.oneOf("1", "2", "3", "4", "5", "8") + own.digits(7),
        head.landline(),
        head.organisation(),
        new Person.Known(
            head.atAcquirer(),
            own.chance(.6) ? email : email(given, family, own),
            own.chance(.75) ? iban : Iban.any(own)),
        new Person.Known(head.atAcquired(), email, iban));
  }

  private Head head(Household household) {
    var dice = Dice.of(seed, "household", household.first());
    var family = names.family(dice);
    var sex = dice.chance(.3) ? Sex.FEMALE : Sex.MALE;
    var given = names.given(sex, dice);
    var initials = Names.initials(given, dice);
    int lastYear = household.isFamily() ? 1984 : 2003;
    var born = LocalDate.of(dice.between(1932, lastYear), 1, 1).plusDays(dice.below(365));
    var home = places.any(dice);
    boolean moved = dice.chance(.09);
    boolean acquirerIsUpToDate = dice.chance(.6);
    var former = places.any(dice);
    var landline = home.area() + dice.between(2, 7) + dice.digits(9 - home.area().length());
    boolean organisation = household.size() == 1 && dice.chance(.08);
    return new Head(
        family,
        sex,
        given,
        initials,
        born,
        moved && !acquirerIsUpToDate ? former : home,
        moved && acquirerIsUpToDate ? former : home,
        landline,
        Iban.any(dice),
        organisation ? names.organisation(family, dice) : "",
        household.size() == 2 && born.getYear() < 1980 && dice.chance(.3),
        household.isFamily() && sex == Sex.MALE && dice.chance(.25),
        household.size() > 3 && dice.chance(.25));
  }

  private LocalDate born(Household household, Head head, int member) {
    if (member == 0) {
      return head.born();
    }
    boolean younger = head.twins() && member == household.size() - 1;
    long elder = household.first() + (younger ? member - 1 : member);
    return head.born().plusDays(Dice.of(seed, "child", elder).between(7_500, 11_500));
  }

  private Names.Family partnersName(Names.Family head, Dice dice) {
    var own = names.family(dice);
    double kind = dice.share();
    if (kind < .5) {
      return own;
    }
    return kind < .75 ? head : new Names.Family(head.prefix(), head.name() + "-" + own.whole());
  }

  private static Sex partnersSex(Head head, Dice dice) {
    if (dice.chance(.07)) {
      return head.sex();
    }
    return head.sex() == Sex.MALE ? Sex.FEMALE : Sex.MALE;
  }

  private static Sex anySex(Dice dice) {
    return dice.chance(.01) ? Sex.OTHER : dice.chance(.5) ? Sex.FEMALE : Sex.MALE;
  }

  /** At domains kept for examples (RFC 2606; example.nl likewise by the Dutch registry). */
  private static String email(String given, Names.Family family, Dice dice) {
    var first = Names.plain(given);
    var last = Names.plain(family.whole());
    double kind = dice.share();
    var local =
        kind < .4
            ? first + "." + last
            : kind < .7 ? first.charAt(0) + "." + last : last + dice.digits(2);
    var number = dice.chance(.4) ? dice.digits(3) : "";
    return local + number + "@" + dice.oneOf("example.nl", "example.com", "example.org");
  }

  private static int size(Dice dice) {
    double kind = dice.share();
    if (kind < .45) {
      return 1;
    }
    return kind < .7 ? 2 : dice.between(3, 5);
  }
}
