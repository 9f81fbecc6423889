package org.klantbrug.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.shared.BusinessClock;

/** What a stream was like in the weeks before, from which is known what is to be expected. */
final class Past {
  /** What lasts longer than this is no alarm any more but how it is. */
  private static final int LEFT_OUT_AT_MOST = 14;

  private final List<LocalDate> days;
  private final Rhythm rhythm;
  private final Map<Series, Known> known = new HashMap<>();

  /**
   * What is known of a series.
   *
   * @param counted in the days that were taken
   * @param weight of these days, in average ones
   */
  private record Known(long counted, double weight, double spread) {}

  /**
   * @param from the first day
   * @param until the day after the last
   * @param leftOut days on which a series was not as it is
   */
  Past(
      Map<Series, Moments> stream,
      Series all,
      LocalDate from,
      LocalDate until,
      Map<Series, Set<LocalDate>> leftOut) {
    days = from.datesUntil(until).toList();
    rhythm = rhythm(stream.get(all), taken(leftOut.get(all)));
    stream.forEach(
        (series, moments) -> {
          var taken = taken(leftOut.get(series));
          if (moments.between(start(from), start(until)) > 0) {
            known.put(series, known(moments, taken));
          }
        });
  }

  private List<LocalDate> taken(Set<LocalDate> leftOut) {
    var out = leftOut == null ? Set.<LocalDate>of() : leftOut;
    var taken = days.stream().filter(day -> !out.contains(day)).toList();
    return days.size() - taken.size() > LEFT_OUT_AT_MOST ? days : taken;
  }

  private static Rhythm rhythm(Moments moments, List<LocalDate> taken) {
    var counted = new double[7];
    var times = new int[7];
    var hours = new long[24];
    for (var day : taken) {
      var weekday = day.getDayOfWeek().getValue() - 1;
      counted[weekday] += on(moments, day);
      times[weekday]++;
      moments
          .in(start(day), start(day.plusDays(1)))
          .forEach(at -> hours[at.atZone(BusinessClock.ZONE).getHour()]++);
    }
    for (var weekday = 0; weekday < counted.length; weekday++) {
      counted[weekday] /= Math.max(1, times[weekday]);
    }
    return Rhythm.learnt(counted, hours);
  }

  private Known known(Moments moments, List<LocalDate> taken) {
    var weight = taken.stream().mapToDouble(rhythm::of).sum();
    var counted = taken.stream().mapToLong(day -> on(moments, day)).sum();
    var mean = (counted + 1) / weight;
    var chi =
        taken.stream()
            .mapToDouble(day -> square(on(moments, day) - mean * rhythm.of(day)) / rhythm.of(day))
            .sum();
    return new Known(counted, weight, Math.max(1, chi / mean / Math.max(1, taken.size() - 1)));
  }

  private static double square(double value) {
    return value * value;
  }

  private static int on(Moments moments, LocalDate day) {
    return moments.between(start(day), start(day.plusDays(1)));
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }

  /** How many series it knows. */
  int size() {
    return known.size();
  }

  /** What comes in between two moments, in that of an average day. */
  double weight(Instant from, Instant until) {
    return rhythm.between(from, until);
  }

  /**
   * What is expected of a series in a window; of one that was never seen, one in all the past.
   *
   * @param weight of the window
   */
  Expectation expected(Series series, double weight) {
    var past = known.getOrDefault(series, new Known(0, days.size(), 1));
    return new Expectation(
        (past.counted + 1) * weight / past.weight, past.counted + 1.0, past.spread);
  }
}
