package org.klantbrug.matching.web;

import java.text.NumberFormat;
import java.util.Locale;

/** Weights of a comparison, in bits, as people read them. */
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

  /** A weight with its sign, to a tenth of a bit. */
  static String signed(double bits, Locale language) {
    var format = NumberFormat.getInstance(language);
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return (bits > 0 ? "+" : "") + format.format(bits);
  }

  /** How likely it is one person at this weight: 0 to 1. */
  static double likelihood(double bits) {
    return 1 / (1 + Math.pow(2, -bits));
  }
}
