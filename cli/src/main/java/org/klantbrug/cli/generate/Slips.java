package org.klantbrug.cli.generate;

import java.time.LocalDate;

/** What people do wrong when they type a customer in. */
final class Slips {
  private static final String NEIGHBOURS = "qwertyuiopasdfghjklzxcvbnm";

  private Slips() {}

  /** Two letters swapped, one lost, one double, or the key beside it; never empty. */
  static String typed(String text, Dice dice) {
    if (text.length() < 3) {
      return text;
    }
    int at = 1 + dice.below(text.length() - 2);
    var slip = new StringBuilder(text);
    switch (dice.below(4)) {
      case 0 -> slip.deleteCharAt(at);
      case 1 -> slip.insert(at, text.charAt(at));
      case 2 -> slip.setCharAt(at, beside(text.charAt(at)));
      default -> slip.replace(at, at + 2, "" + text.charAt(at + 1) + text.charAt(at));
    }
    return slip.toString();
  }

  /** Day and month swapped, a digit off in the year, or a day off; always a day that exists. */
  static LocalDate mistaken(LocalDate day, Dice dice) {
    return switch (dice.below(3)) {
      case 0 -> daySwapped(day);
      case 1 -> day.plusYears(dice.chance(.5) ? 1 : -10);
      default -> day.plusDays(1);
    };
  }

  private static LocalDate daySwapped(LocalDate day) {
    return day.getDayOfMonth() > 12
        ? day.minusYears(1)
        : LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
  }

  private static char beside(char letter) {
    int at = NEIGHBOURS.indexOf(letter);
    return at < 0 ? letter : NEIGHBOURS.charAt(at == 0 ? 1 : at - 1);
  }
}
