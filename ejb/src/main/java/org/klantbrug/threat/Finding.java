package org.klantbrug.threat;

import org.klantbrug.alarm.Figure;
import org.klantbrug.alarm.Series;

/**
 * Something of which too much came in.
 *
 * @param hours over which was counted, to the moment of the look
 * @param counted how many; of {@link Means#MOOD} the per cent of them in a bad mood
 * @param expected how many were to be expected; what was set where nothing is
 * @param most that is not told of
 * @param chance of so many or more if nothing is the matter; 0 where a number was set
 */
public record Finding(
    Means means,
    Series series,
    int hours,
    long counted,
    double expected,
    long most,
    double chance) {
  private static final int A_DAY = 24;

  /** More than chance explains. */
  public static Finding of(Figure figure) {
    return new Finding(
        Means.CHART,
        figure.series(),
        figure.days() * A_DAY,
        figure.counted(),
        figure.expected(),
        figure.most(),
        figure.chance());
  }

  /** More than was set. */
  static Finding over(Means means, Series series, int hours, long counted, long most) {
    return new Finding(means, series, hours, counted, most, most, 0);
  }

  /** Whether it is so much that it can hardly be chance: twice what is not told of. */
  boolean isFar() {
    return means != Means.MOOD && counted >= 2 * Math.max(1, most);
  }
}
