package org.klantbrug.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.klantbrug.shared.BusinessClock;

/**
 * Looks at a stream of what customers tell us against its own past: the weeks that ended a week
 * ago, so that what begins now does not count as usual.
 */
public final class StreamWatch {
  /** Fewer days of past than this say nothing. */
  public static final int LEARNING_DAYS = 28;

  private static final int A_WEEK = 7;

  private final Limits limits;
  private final Duration quiet;
  private final int weeks;
  private final Series all;
  private final Map<Series, Moments> stream = new LinkedHashMap<>();
  private final Map<Series, Instant> told = new HashMap<>();
  private final Map<Series, Set<LocalDate>> leftOut = new HashMap<>();
  private Instant first;
  private Past past;
  private LocalDate pastOf;

  /**
   * @param quiet so long the same series is not told of again
   * @param weeks of past that are looked back upon
   */
  public StreamWatch(Limits limits, Duration quiet, int weeks, Kind kind) {
    this.limits = limits;
    this.quiet = quiet;
    this.weeks = weeks;
    this.all = Series.all(kind);
  }

  /** Something came in; each after the one before. */
  public void add(Instant at, String topic) {
    add(at);
    moments(new Series(all.kind(), Cut.TOPIC, topic)).add(at);
  }

  /** Something came in of which nobody knows yet what it is about: it counts among all only. */
  public void add(Instant at) {
    if (first == null) {
      first = at;
    }
    moments(all).add(at);
  }

  private Moments moments(Series series) {
    return stream.computeIfAbsent(series, each -> new Moments());
  }

  /**
   * Looks.
   *
   * @param now not before the look before
   * @return what is over its limit and was not told of just before, the clearest first
   */
  public List<Figure> look(Instant now) {
    if (first == null || !knowsEnough(now)) {
      return List.of();
    }
    learn(now.atZone(BusinessClock.ZONE).toLocalDate());
    var chance = limits.chance(past.size());
    var found = new ArrayList<Figure>();
    for (var days : Limits.WINDOWS) {
      look(now, days, chance, found);
    }
    found.sort(Comparator.comparingDouble(Figure::chance));
    return List.copyOf(found);
  }

  private boolean knowsEnough(Instant now) {
    return Duration.between(first, now).toDays() >= LEARNING_DAYS + A_WEEK;
  }

  private void learn(LocalDate today) {
    if (today.equals(pastOf)) {
      return;
    }
    var until = today.minusDays(A_WEEK);
    var earliest = first.atZone(BusinessClock.ZONE).toLocalDate().plusDays(1);
    var from = until.minusWeeks(weeks);
    past = new Past(stream, all, from.isBefore(earliest) ? earliest : from, until, leftOut);
    pastOf = today;
  }

  private void look(Instant now, int days, double chance, List<Figure> found) {
    var from = now.minus(Duration.ofDays(days));
    var weight = past.weight(from, now);
    for (var each : stream.entrySet()) {
      var series = each.getKey();
      var count = each.getValue().between(from, now);
      var counted = series.equals(all) ? count - told(from, now, weight) : count;
      limits
          .over(series, days, counted, past.expected(series, weight), chance)
          .ifPresent(figure -> over(figure, now, found));
    }
  }

  /** It is not as it is usually; it is told of unless that was done just now. */
  private void over(Figure figure, Instant now, List<Figure> found) {
    var last = now.atZone(BusinessClock.ZONE).toLocalDate();
    leftOut
        .computeIfAbsent(figure.series(), series -> new HashSet<>())
        .addAll(last.minusDays(figure.days()).datesUntil(last.plusDays(1)).toList());
    if (!isQuiet(figure.series(), now)) {
      told.put(figure.series(), now);
      found.add(figure);
    }
  }

  /** What is over the expected in topics that were told of: all together is not told of again. */
  private long told(Instant from, Instant now, double weight) {
    return stream.entrySet().stream()
        .filter(each -> !each.getKey().equals(all) && isQuiet(each.getKey(), now))
        .mapToLong(
            each ->
                Math.max(
                    0,
                    each.getValue().between(from, now)
                        - Math.round(past.expected(each.getKey(), weight).mean())))
        .sum();
  }

  private boolean isQuiet(Series series, Instant now) {
    var last = told.get(series);
    return last != null && now.isBefore(last.plus(quiet));
  }
}
