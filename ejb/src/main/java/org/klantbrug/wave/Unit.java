package org.klantbrug.wave;

import java.util.Comparator;
import java.util.List;

/**
 * Accounts that go over together: those of one person with one billing day.
 *
 * @param standing where they were planned before; null if none of them was
 * @param alone whether a person parted this one from the others
 */
record Unit(
    long personId, Integer billingDay, boolean alone, List<Account> accounts, Standing standing) {
  /** An order that says nothing of a person, and is the same each time. */
  static final Comparator<Unit> ORDER =
      Comparator.comparingLong((Unit unit) -> shuffled(unit.personId()))
          .thenComparingLong(Unit::personId)
          .thenComparing(Unit::billingDay, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(unit -> unit.accounts().get(0).key());

  int size() {
    return accounts.size();
  }

  boolean isOfEmployee() {
    return accounts.stream().anyMatch(Account::employee);
  }

  /** Customers with low numbers came first and are not like the others: so not in their order. */
  private static long shuffled(long key) {
    var mixed = key * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
