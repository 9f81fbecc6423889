package org.klantbrug.alarm;

import java.util.List;
import java.util.Optional;

/**
 * When a count is told of. All comparisons together may be wrong so often, whatever their number:
 * each gets its part.
 *
 * @param perMonth false alarms that are put up with in a month, all series together
 * @param least fewer are never told of
 * @param ratio nor is what is not so many times what was expected
 * @param everyMinutes pause between two looks
 */
public record Limits(double perMonth, int least, double ratio, int everyMinutes) {
  /** Over how many days is counted, to the moment of the look: what jumps up, and what creeps. */
  public static final List<Integer> WINDOWS = List.of(1, 7);

  /** What is shipped. */
  public static final Limits USUAL = new Limits(1, 5, 1.5, 15);

  private static final double DAYS_A_MONTH = 365.25 / 12;

  private static final int MINUTES_A_DAY = 24 * 60;

  /**
   * A window that slides is not a new count at each look. At limits as rare as these it passes them
   * about ten times as often as one that is looked at once.
   *
   * @see "Alm, On the distribution of the scan statistic of a Poisson process (1983)"
   */
  private static final double LOOKS_A_WINDOW = 10;

  /**
   * The chance below which a single comparison is told of.
   *
   * @param series that are compared at each look
   */
  public double chance(int series) {
    var looks =
        WINDOWS.stream()
            .mapToDouble(
                days ->
                    Math.min(LOOKS_A_WINDOW, (double) days * MINUTES_A_DAY / everyMinutes) / days)
            .sum();
    return Math.min(0.5, perMonth / (DAYS_A_MONTH * Math.max(1, series) * looks));
  }

  /**
   * Compares a count.
   *
   * @param chance as {@link #chance}
   * @return what is over the limit; empty if it is not
   */
  public Optional<Figure> over(
      Series counted, int days, long count, Expectation expected, double chance) {
    if (count < least || count < ratio * expected.mean()) {
      return Optional.empty();
    }
    var found = expected.chanceOf(count);
    return found < chance
        ? Optional.of(
            new Figure(counted, days, count, expected.mean(), most(expected, chance), found))
        : Optional.empty();
  }

  /** The greatest count that is not told of. */
  public long most(Expectation expected, double chance) {
    var enough = Math.max(least, Math.ceil(ratio * expected.mean()));
    return Math.max(expected.most(chance), (long) enough - 1);
  }
}
