package org.klantbrug.matching.web;

/** What a weight says, in a word. */
final class WeightWords {
  /** From so many bits on a field says much: odds of 16 to 1. */
  private static final double STRONG = 4;

  /** Below so many bits a field says little. */
  private static final double LITTLE = 1;

  private WeightWords() {}

  /** The word of a weight in bits: {@code strongly-for} to {@code strongly-against}. */
  static String of(double bits) {
    if (Math.abs(bits) < LITTLE) {
      return "little";
    }
    return (Math.abs(bits) >= STRONG ? "strongly-" : "") + (bits > 0 ? "for" : "against");
  }
}
