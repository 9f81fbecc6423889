package org.klantbrug.threat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Series;

/** Looks at what came in, in the last hour and the last day, against numbers that were set. */
public final class Thresholds {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int PER_CENT = 100;

  private final Map<Series, Threshold> set = new HashMap<>();
  private final Duration quiet;
  private final Map<Series, Deque<Came>> lately = new LinkedHashMap<>();
  private final Map<Series, Instant> told = new HashMap<>();

  /**
   * @param quiet so long the same topic is not told of again
   */
  public Thresholds(List<Threshold> set, Duration quiet) {
    set.forEach(each -> this.set.put(new Series(each.kind(), Cut.TOPIC, each.topic()), each));
    this.quiet = quiet;
  }

  /** Something came in; each after the one before. */
  public void add(Came came) {
    lately
        .computeIfAbsent(
            new Series(came.kind(), Cut.TOPIC, came.topic()), series -> new ArrayDeque<>())
        .addLast(came);
  }

  /**
   * Looks.
   *
   * @param now not before the look before
   * @return of each topic what is over, and was not told of just before
   */
  public List<Finding> look(Instant now) {
    var found = new ArrayList<Finding>();
    for (var each : lately.entrySet()) {
      var day = each.getValue();
      while (!day.isEmpty() && !day.getFirst().at().isAfter(now.minus(A_DAY))) {
        day.removeFirst();
      }
      if (!isQuiet(each.getKey(), now)) {
        var over = over(each.getKey(), day, now);
        if (!over.isEmpty()) {
          told.put(each.getKey(), now);
        }
        found.addAll(over);
      }
    }
    return List.copyOf(found);
  }

  private boolean isQuiet(Series series, Instant now) {
    var last = told.get(series);
    return last != null && now.isBefore(last.plus(quiet));
  }

  private List<Finding> over(Series series, Deque<Came> day, Instant now) {
    var threshold =
        set.getOrDefault(series, set.get(new Series(series.kind(), Cut.TOPIC, Threshold.EACH)));
    if (threshold == null) {
      return List.of();
    }
    var found = new ArrayList<Finding>();
    var hour = day.stream().filter(each -> each.at().isAfter(now.minus(AN_HOUR))).count();
    if (isMore(hour, threshold.perHour())) {
      found.add(Finding.over(Means.HOUR, series, 1, hour, threshold.perHour()));
    }
    if (isMore(day.size(), threshold.perDay())) {
      found.add(Finding.over(Means.DAY, series, 24, day.size(), threshold.perDay()));
    }
    var bad = day.isEmpty() ? 0 : PER_CENT * day.stream().filter(Came::bad).count() / day.size();
    if (day.size() >= Threshold.SHARE_OF_AT_LEAST && isMore(bad, threshold.badShare())) {
      found.add(Finding.over(Means.MOOD, series, 24, bad, threshold.badShare()));
    }
    return found;
  }

  private static boolean isMore(long counted, Integer most) {
    return most != null && counted > most;
  }
}
