package org.klantbrug.alarm;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How many are expected, and how well that is known. Counts are Poisson; as their mean is known
 * from a past that was itself a count, what comes is negative binomial: exactly Poisson where the
 * past is long, and wider where it is short. Where days differ more than by chance, so many of them
 * count as one.
 *
 * @param mean expected
 * @param learntFrom how many were counted to know it, above 0
 * @param spread variance of the days of the past, in that of chance alone; 1 or more
 */
public record Expectation(double mean, double learntFrom, double spread) {
  private static final long NEVER = 1L << 40;

  /** An expectation must be of something: what never happened is expected very rarely. */
  public Expectation {
    if (!(mean > 0 && learntFrom > 0 && spread >= 1)) {
      throw new IllegalArgumentException(
          "Not an expectation: " + mean + ", " + learntFrom + ", " + spread);
    }
  }

  /** Expected where days differ by chance alone. */
  public Expectation(double mean, double learntFrom) {
    this(mean, learntFrom, 1);
  }

  /** The chance of so many or more, 0 to 1. */
  public double chanceOf(long counted) {
    return counted <= 0
        ? 1
        : RegularizedBeta.value(mean / (mean + learntFrom), counted / spread, learntFrom / spread);
  }

  /** The greatest count of which the chance, with all beyond it, is not below this. */
  public long most(double chance) {
    long least = 0;
    var beyond = 1L;
    while (beyond < NEVER && chanceOf(beyond) >= chance) {
      least = beyond;
      beyond *= 2;
    }
    while (beyond - least > 1) {
      var middle = (least + beyond) / 2;
      if (chanceOf(middle) >= chance) {
        least = middle;
      } else {
        beyond = middle;
      }
    }
    return least;
  }
}
