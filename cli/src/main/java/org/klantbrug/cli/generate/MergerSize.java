package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * How large the merger is and how clean its files are.
 *
 * @param customers on each side
 * @param contacts in total, all of the acquired company; the acquirer has one a customer besides
 * @param overlap share (0 to 1) of the acquired customers that the acquirer has too
 * @param seed the same seed gives the same bytes
 * @param dirt share (0 to 1) of lines that hold something impossible
 * @param asOf day of the extract
 */
record MergerSize(
    int customers, int contacts, double overlap, long seed, double dirt, LocalDate asOf) {

  /** Day of the extract unless told otherwise; never today, else no two runs are alike. */
  static final LocalDate USUAL_AS_OF = LocalDate.of(2026, 10, 31);

  /** Beyond this the numbers of the customers and their invoices no longer fit their form. */
  private static final int MOST_CUSTOMERS = 5_000_000;

  MergerSize {
    check(customers >= 1 && customers <= MOST_CUSTOMERS, "customers: 1 to " + MOST_CUSTOMERS);
    check(contacts >= 0, "contacts: 0 or more");
    check(overlap >= 0 && overlap <= 1, "overlap: a share from 0 to 1, for example 0.4");
    check(dirt >= 0 && dirt <= 1, "dirt: a share from 0 to 1, for example 0.01");
    check(
        asOf.getYear() >= 2020 && asOf.getYear() <= 2099, "as-of: a day in the years 2020 to 2099");
  }

  /** Number of customers whom both companies have. */
  int shared() {
    return (int) Math.round(customers * overlap);
  }

  private static void check(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("Expected " + expected);
    }
  }
}
