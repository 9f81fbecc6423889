package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** How the waves of a merger stand against what was expected of them, as it was last counted. */
@ApplicationScoped
public class EarlyWarning {
  private static final int DAYS_BEFORE = 3;
  private static final int DAYS_AHEAD = 14;
  private static final int LONGEST = 90;

  private Database database;
  private BusinessClock clock;

  /** For the container. */
  protected EarlyWarning() {}

  /** Works with these. */
  @Inject
  public EarlyWarning(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * A wave to whose customers something happened.
   *
   * @param since first of them was told or debited
   * @param watched whether it is still looked at
   * @param taught whether waves before it taught what to expect
   */
  public record Wave(
      long id, LocalDate day, LocalDate since, long customers, boolean watched, boolean taught) {}

  /**
   * What was counted in a window against what was expected.
   *
   * @param most the greatest count that is not told of
   */
  public record Window(long counted, double expected, long most) {
    /** Whether it is over its limit. */
    public boolean isOver() {
      return counted > most;
    }
  }

  /** What is counted by itself, in the last day and in the last week. */
  public record Line(Series series, Window day, Window week) {}

  /**
   * A day of a chart.
   *
   * @param counted null for a day that is still to come
   */
  public record Day(LocalDate day, Long counted, double expected, long most) {
    /** Whether more came in than chance explains. */
    public boolean isOver() {
      return counted != null && counted > most;
    }
  }

  /**
   * How the waves of a merger stand.
   *
   * @param lookedAt null before the first look
   * @param lines of the wave that was asked for
   * @param days of the series that was asked for
   */
  public record Picture(
      Instant lookedAt, List<Wave> waves, Wave wave, List<Line> lines, List<Day> days) {}

  /**
   * How they stand.
   *
   * @param wave null for the one that began last
   * @param series of which the days are wanted
   */
  public Picture picture(long merger, Long wave, Series series) {
    return database.with(handle -> picture(handle, merger, wave, series));
  }

  private Picture picture(Handle handle, long merger, Long wanted, Series series) {
    var lookedAt = lookedAt(handle, merger);
    var now = lookedAt.orElseGet(clock::now);
    var customers = AlarmCounting.customers(handle, merger);
    var watch = Watching.of(handle, merger, customers, now);
    var setting = AlarmSettings.read(handle, merger);
    var watched = watch.watched(setting.watchDays());
    var waves = waves(customers, watch, watched, now);
    var wave =
        waves.stream()
            .filter(each -> wanted == null || each.id() == wanted)
            .reduce((earlier, later) -> later)
            .orElse(null);
    if (wave == null) {
      return new Picture(lookedAt.orElse(null), waves, null, List.of(), List.of());
    }
    var comparisons = watched.stream().mapToInt(each -> watch.series(each).size()).sum();
    var limits = setting.limits();
    var drawn = new Drawn(watch, wave, limits, limits.chance(comparisons), now);
    return new Picture(
        lookedAt.orElse(null), waves, wave, drawn.lines(), drawn.days(series, setting.watchDays()));
  }

  private static List<Wave> waves(
      List<Customers> customers, WaveWatch watch, List<Long> watched, Instant now) {
    var today = WaveWatch.day(now);
    var waves = new ArrayList<Wave>();
    for (var id : customers.stream().map(Customers::waveId).distinct().toList()) {
      var of = customers.stream().filter(each -> each.waveId() == id).toList();
      var since = of.stream().map(Customers::since).min(Comparator.naturalOrder()).orElseThrow();
      if (!since.isAfter(today)) {
        waves.add(
            new Wave(
                id,
                of.get(0).day(),
                since,
                of.stream().mapToLong(Customers::customers).sum(),
                watched.contains(id),
                watch.isTaught(id)));
      }
    }
    waves.sort(Comparator.comparing(Wave::since).thenComparing(Wave::day).thenComparing(Wave::id));
    return waves;
  }

  private static Optional<Instant> lookedAt(Handle handle, long merger) {
    return handle
        .createQuery("select looked_at from alarm_look where merger_id = :merger")
        .bind("merger", merger)
        .mapTo(Instant.class)
        .findOne();
  }

  /** A wave, drawn. */
  private record Drawn(WaveWatch watch, Wave wave, Limits limits, double chance, Instant now) {
    List<Line> lines() {
      return watch.series(wave.id()).stream()
          .sorted(
              Comparator.comparing((Series each) -> each.kind())
                  .thenComparing(Series::cut)
                  .thenComparing(Series::value))
          .map(each -> new Line(each, last(each, 1), last(each, 7)))
          .toList();
    }

    private Window last(Series series, int days) {
      var from = now.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.HOURS);
      var expected = watch.expected(wave.id(), series, from, now);
      return new Window(
          watch.counted(wave.id(), series, from, now),
          expected.mean(),
          limits.most(expected, chance));
    }

    List<Day> days(Series series, int watchDays) {
      var today = WaveWatch.day(now);
      var last = wave.day().plusDays(watchDays);
      var until = last.isBefore(today.plusDays(DAYS_AHEAD)) ? last : today.plusDays(DAYS_AHEAD);
      var first = wave.since().minusDays(DAYS_BEFORE);
      var from = first.isBefore(until.minusDays(LONGEST)) ? until.minusDays(LONGEST) : first;
      return from.datesUntil(until.plusDays(1)).map(day -> day(series, day, today)).toList();
    }

    private Day day(Series series, LocalDate day, LocalDate today) {
      var from = WaveWatch.start(day);
      var until = WaveWatch.start(day.plusDays(1));
      var expected = watch.expected(wave.id(), series, from, until);
      var counted =
          day.isAfter(today) ? null : Long.valueOf(watch.counted(wave.id(), series, from, until));
      return new Day(day, counted, expected.mean(), limits.most(expected, chance));
    }
  }
}
