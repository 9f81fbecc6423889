package org.klantbrug.cli.generate;

import java.util.List;

/**
 * Chance that falls the same on every machine: SplitMix64 (Steele, Lea and Flood 2014), written out
 * because the classes of the JDK do not promise their sequence. One is thrown away after one
 * purpose, so that adding a purpose leaves all others as they were.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  private Dice(long state) {
    this.state = state;
  }

  /** Dice for one purpose and one number in it, for example ("contracts", position). */
  static Dice of(long seed, String purpose, long number) {
    return new Dice(mixed(mixed(seed + GOLDEN * purpose.hashCode()) + GOLDEN * number));
  }

  static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mixed(state);
  }

  /** From 0 up to, not including, 1. */
  double share() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return share() < probability;
  }

  /** From 0 up to, not including, the bound. */
  int below(int bound) {
    return (int) (share() * bound);
  }

  /** Both ends included. */
  int between(int lowest, int highest) {
    return lowest + below(highest - lowest + 1);
  }

  /** As {@link #below}, but low numbers come more often, as with names. */
  int lowBelow(int bound) {
    double share = share();
    return (int) (share * share * bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  String oneOf(String... choices) {
    return choices[below(choices.length)];
  }

  /** So many decimal digits, leading zeros included. */
  String digits(int count) {
    var digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append((char) ('0' + below(10)));
    }
    return digits.toString();
  }
}
