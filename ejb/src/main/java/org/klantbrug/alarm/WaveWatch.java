package org.klantbrug.alarm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.shared.BusinessClock;

/**
 * Looks at what came of the customers of each wave against what was to be expected of them: so many
 * days after their notice and their first debit, on such a day of the week, learnt from the waves
 * before.
 */
final class WaveWatch {
  private static final double FEWEST = 1e-6;

  private final List<Customers> customers;
  private final List<Count> counts;
  private final Rhythm rhythm;
  private final Map<Kind, Usual> usual;
  private final List<Teaching.LeftOut> leftOut;
  private final Instant now;
  private final Map<Long, Map<Series, List<Count>>> byWave;
  private final Map<Long, Teaching> lessons = new HashMap<>();

  /**
   * @param counts that are known of these waves
   * @param now nothing later is known
   */
  WaveWatch(
      List<Customers> customers,
      List<Count> counts,
      Rhythm rhythm,
      Map<Kind, Usual> usual,
      List<Teaching.LeftOut> leftOut,
      Instant now) {
    this.customers = customers;
    this.counts = counts;
    byWave =
        counts.stream()
            .collect(Collectors.groupingBy(Count::waveId, Collectors.groupingBy(Count::series)));
    this.rhythm = rhythm;
    this.usual = usual;
    this.leftOut = leftOut;
    this.now = now;
  }

  /** The waves to whose customers something happened, until so many days after their day. */
  List<Long> watched(int watchDays) {
    var today = day(now);
    return customers.stream()
        .filter(
            each -> !today.isBefore(each.since()) && !today.isAfter(each.day().plusDays(watchDays)))
        .map(Customers::waveId)
        .distinct()
        .sorted()
        .toList();
  }

  /** What is counted by itself in a wave: each kind, and what was seen of topics and products. */
  Set<Series> series(long wave) {
    var all = new HashSet<Series>();
    for (var kind : Kind.values()) {
      all.add(Series.all(kind));
    }
    all.addAll(byWave.getOrDefault(wave, Map.of()).keySet());
    return all;
  }

  /** What is over its limit in a wave, the clearest first. */
  List<Figure> look(long wave, Limits limits, int comparisons) {
    var chance = limits.chance(comparisons);
    var found = new ArrayList<Figure>();
    for (var series : series(wave)) {
      Limits.WINDOWS.stream()
          .flatMap(days -> look(wave, series, days, limits, chance).stream())
          .min(Comparator.comparingDouble(Figure::chance))
          .ifPresent(found::add);
    }
    found.sort(
        Comparator.comparingDouble(Figure::chance).thenComparing(each -> each.series().value()));
    return found;
  }

  private Optional<Figure> look(long wave, Series series, int days, Limits limits, double chance) {
    var from = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.HOURS);
    return limits.over(
        series, days, counted(wave, series, from, now), expected(wave, series, from, now), chance);
  }

  /** How many came in between, by whole hours. */
  long counted(long wave, Series series, Instant from, Instant until) {
    return byWave.getOrDefault(wave, Map.of()).getOrDefault(series, List.of()).stream()
        .filter(count -> !count.hour().isBefore(from) && count.hour().isBefore(until))
        .mapToLong(Count::n)
        .sum();
  }

  /** How many were to be expected in between. */
  Expectation expected(long wave, Series series, Instant from, Instant until) {
    var mean = FEWEST;
    var known = 0.0;
    var lesson = lesson(wave);
    for (var at = from; at.isBefore(until); ) {
      var day = day(at);
      var end = earlier(start(day.plusDays(1)), until);
      var weight = rhythm.between(at, end);
      for (var each : customers) {
        if (each.waveId() == wave) {
          var rate = rate(lesson, series, each.stage(day), each.age(day));
          var part = each.customers() * rate.mean() * weight;
          mean += part;
          known += part * rate.learntFrom();
        }
      }
      at = end;
    }
    return new Expectation(mean, Math.max(1, known / mean));
  }

  private Expectation rate(Teaching lesson, Series series, Stage stage, int age) {
    var all = Series.all(series.kind());
    var whole = lesson.of(all, stage, age, usual.get(series.kind()).rate(stage, age));
    if (series.cut() == Cut.ALL) {
      return whole;
    }
    var share =
        (lesson.all(series) + 1.0)
            / (lesson.all(all) + lesson.values(series.kind(), series.cut()) + 1.0);
    return lesson.of(series, stage, age, whole.mean() * share);
  }

  /** Whether the waves before this one taught what to expect. */
  boolean isTaught(long wave) {
    return lesson(wave).isTaught();
  }

  private Teaching lesson(long wave) {
    return lessons.computeIfAbsent(wave, this::learn);
  }

  /** From the customers of waves that began earlier, on days that are over. */
  private Teaching learn(long wave) {
    var teaching = new Teaching();
    var begun = begins(wave);
    var earlier = new HashSet<Long>();
    for (var each : customers) {
      if (begins(each.waveId()).isBefore(begun)) {
        earlier.add(each.waveId());
        live(each, teaching);
      }
    }
    var today = start(day(now));
    counts.stream()
        .filter(count -> count.hour().isBefore(today))
        .filter(count -> earlier.contains(count.waveId()))
        .filter(count -> !isLeftOut(count.waveId(), count.kind(), start(day(count.hour()))))
        .forEach(teaching::came);
    return teaching;
  }

  private boolean isLeftOut(long wave, Kind kind, Instant day) {
    return leftOut.stream().anyMatch(out -> out.holds(wave, kind, day));
  }

  private void live(Customers each, Teaching teaching) {
    var today = day(now);
    for (var day = each.since(); day.isBefore(today); day = day.plusDays(1)) {
      for (var kind : Kind.values()) {
        if (!isLeftOut(each.waveId(), kind, start(day))) {
          teaching.lived(kind, each.stage(day), each.age(day), each.customers() * rhythm.of(day));
        }
      }
    }
  }

  private LocalDate begins(long wave) {
    return customers.stream()
        .filter(each -> each.waveId() == wave)
        .map(Customers::since)
        .min(Comparator.naturalOrder())
        .orElse(LocalDate.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  static LocalDate day(Instant at) {
    return at.atZone(BusinessClock.ZONE).toLocalDate();
  }

  static Instant start(LocalDate day) {
    return day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }
}
