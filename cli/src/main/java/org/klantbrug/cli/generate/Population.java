package org.klantbrug.cli.generate;

/**
 * Who is a customer of which company, without a list in memory. Every person has an id; the ids of
 * one household are neighbours, and chance decides per person which companies they chose. So a
 * father may be at one company and his son of the same name at the other.
 */
final class Population {
  private final int customers;
  private final int shared;
  private final Shuffle ranks;
  private final Shuffle acquired;
  private final Shuffle acquirer;

  Population(MergerSize size) {
    customers = size.customers();
    shared = size.shared();
    ranks = new Shuffle(size.seed(), "ranks", 2L * customers - shared);
    acquired = new Shuffle(size.seed(), "acquired", customers);
    acquirer = new Shuffle(size.seed(), "acquirer", customers);
  }

  /** Person on this line (from 0) of the acquired company's customer file. */
  long acquiredPerson(int position) {
    return ranks.back(acquired.to(position));
  }

  /** Person on this line (from 0) of the acquirer's customer file. */
  long acquirerPerson(int position) {
    long rank = acquirer.to(position);
    return ranks.back(rank < shared ? rank : rank - shared + customers);
  }

  /** Line of a person in the acquired company's file, or -1. */
  int acquiredPosition(long person) {
    if (person >= 2L * customers - shared) {
      return -1;
    }
    long rank = ranks.to(person);
    return rank < customers ? (int) acquired.back(rank) : -1;
  }

  /** Line at the acquirer of the person on this line at the acquired company, or -1. */
  int counterpart(int acquiredPosition) {
    long rank = acquired.to(acquiredPosition);
    return rank < shared ? (int) acquirer.back(rank) : -1;
  }

  static String acquiredKey(int position) {
    return "NL-" + (900_001L + 3L * position);
  }

  static String acquirerKey(int position) {
    return Long.toString(10_000_000L + 7L * position);
  }
}
