package org.klantbrug.cli.generate;

/**
 * Spoils a share of the lines of each file with what cannot be. Falls on its own dice, so that two
 * runs that differ in dirt alone differ in the spoiled lines alone.
 */
final class Dirt {
  /** How the days of a file are written. */
  @FunctionalInterface
  interface DayForm {
    String write(int year, int month, int day);
  }

  /** Year, month, day: none of these was ever a day. */
  private static final int[][] NO_DAYS = {
    {2024, 2, 30}, {1981, 2, 31}, {2023, 2, 29}, {1974, 4, 31}, {2025, 13, 12}, {0, 0, 0}
  };

  private final long seed;
  private final double share;

  Dirt(MergerSize size) {
    seed = size.seed();
    share = size.dirt();
  }

  /** A customer gets an account, phone or e-mail address that cannot be, or an impossible birth. */
  void spoilCustomer(
      LineFile file, String iban, String birth, String phone, String email, DayForm form) {
    var dice = dice(file);
    if (!dice.chance(share)) {
      return;
    }
    switch (dice.below(5)) {
      case 0, 1 -> file.set(iban, Iban.broken(Iban.any(dice)));
      case 2, 3 -> file.set(birth, noDay(dice, form));
      default -> {
        file.set(phone, "06 - zie notitie");
        file.set(email, "onbekend@");
      }
    }
  }

  /** A line of a customer gets a customer who is not there, or a day that never was. */
  void spoilChild(LineFile file, String customer, String day, DayForm form) {
    var dice = dice(file);
    if (!dice.chance(share)) {
      return;
    }
    if (dice.chance(.5)) {
      file.set(customer, "NL-" + dice.between(100_000, 899_999));
    } else {
      file.set(day, noDay(dice, form));
    }
  }

  private Dice dice(LineFile file) {
    return Dice.of(seed, file.name(), file.rows());
  }

  private static String noDay(Dice dice, DayForm form) {
    var day = NO_DAYS[dice.below(NO_DAYS.length)];
    return form.write(day[0], day[1], day[2]);
  }
}
