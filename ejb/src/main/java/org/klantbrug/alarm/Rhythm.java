package org.klantbrug.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.klantbrug.shared.BusinessClock;

/**
 * How what comes in is divided over the week and over the day: on Monday morning more than on
 * Sunday night. So that nights and weekends need no rule of their own.
 */
public final class Rhythm {
  /** Hours and weekdays on which nothing was seen are rare, not impossible. */
  private static final double UNSEEN = 0.5;

  private final double[] weekdays = new double[7];
  private final double[] hours = new double[24];

  private Rhythm(double[] weekdays, double[] hours) {
    System.arraycopy(weekdays, 0, this.weekdays, 0, weekdays.length);
    System.arraycopy(hours, 0, this.hours, 0, hours.length);
  }

  /**
   * As it was in the past.
   *
   * @param weekdays what came in on an average Monday, Tuesday, ...
   * @param hours what came in in the first hour of the day, the second, ...
   */
  public static Rhythm learnt(double[] weekdays, long[] hours) {
    var week = Arrays.stream(weekdays).map(each -> each + UNSEEN / 7).toArray();
    var day = Arrays.stream(hours).mapToDouble(each -> each + UNSEEN / 24).toArray();
    var ofWeek = Arrays.stream(week).sum() / 7;
    var ofDay = Arrays.stream(day).sum();
    return new Rhythm(
        Arrays.stream(week).map(each -> each / ofWeek).toArray(),
        Arrays.stream(day).map(each -> each / ofDay).toArray());
  }

  /** What comes in on this day, in that of an average day. */
  public double of(LocalDate day) {
    return weekdays[day.getDayOfWeek().getValue() - 1];
  }

  /** What comes in between two moments, in that of an average day. */
  public double between(Instant from, Instant until) {
    var sum = 0.0;
    var at = from.atZone(BusinessClock.ZONE);
    while (at.toInstant().isBefore(until)) {
      var next = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      var end = next.toInstant().isBefore(until) ? next.toInstant() : until;
      sum += of(at) * Duration.between(at.toInstant(), end).toMillis() / 3_600_000.0;
      at = next;
    }
    return sum;
  }

  private double of(ZonedDateTime at) {
    return of(at.toLocalDate()) * hours[at.getHour()];
  }
}
