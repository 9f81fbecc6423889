package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * How large the merger is that is played to its end.
 *
 * @param customers on each side
 * @param contacts of the acquired company; the acquirer has one a customer besides
 * @param seed the same seed gives the same bytes
 * @param billingDays on so many days of the month is billed, spread over it; 31 for every day
 * @param asOf day of the extract
 */
record Takeover(int customers, int contacts, long seed, int billingDays, LocalDate asOf) {
  private static final int LONGEST_MONTH = 31;

  Takeover {
    if (customers < Recipe.values().length) {
      throw new IllegalArgumentException(
          "Expected customers: " + Recipe.values().length + " or more, one of each kind");
    }
    if (billingDays < 1 || billingDays > LONGEST_MONTH) {
      throw new IllegalArgumentException("Expected billing-days: 1 to " + LONGEST_MONTH);
    }
  }

  /** As the files of the acquirer's contacts need it. */
  MergerSize size() {
    return new MergerSize(customers, contacts, 0, seed, 0, asOf);
  }

  /** The day of the month on which an account is billed, 1 to 31. */
  int billingDay(Dice dice) {
    return 1 + dice.below(billingDays) * LONGEST_MONTH / billingDays;
  }

  /** The next day of the month on which is billed; the same if there is but one. */
  int nextBillingDay(int day) {
    int place = ((day - 1) * billingDays + LONGEST_MONTH - 1) / LONGEST_MONTH;
    return 1 + (place + 1) % billingDays * LONGEST_MONTH / billingDays;
  }
}
