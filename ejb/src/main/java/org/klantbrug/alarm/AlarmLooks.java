package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether more came in from the customers of a wave than was to be expected. Whoever holds
 * the row of the merger looks, so that of several servers one does.
 */
@ApplicationScoped
public class AlarmLooks {
  /** Counted anew at each look: what is noted a little later than it happened is in it. */
  private static final int DAYS_ANEW = 8;

  private static final int WEEKS_OF_HABITS = 13;

  private static final Logger LOG = LoggerFactory.getLogger(AlarmLooks.class);

  private Database database;
  private BusinessClock clock;
  private AlarmTasks tasks;
  private Event<AlarmRaised> raised;

  /** For the container. */
  protected AlarmLooks() {}

  /** Works with these. */
  @Inject
  public AlarmLooks(
      Database database, BusinessClock clock, AlarmTasks tasks, Event<AlarmRaised> raised) {
    this.database = database;
    this.clock = clock;
    this.tasks = tasks;
    this.raised = raised;
  }

  /**
   * Looks at each merger whose pause is over, in a transaction of its own: one that cannot be
   * looked at does not keep the others from it.
   */
  public void lookWhereDue() {
    for (var merger : underWay()) {
      try {
        look(merger, false);
      } catch (RuntimeException e) {
        LOG.error("The waves of merger {} could not be looked at; it is tried again", merger, e);
      }
    }
  }

  /** Mergers of which somebody was told, or whose first wave has come, not so long ago. */
  private List<Long> underWay() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct w.merger_id from wave_wave w
                     where w.state in ('PLANNED', 'RELEASED', 'OVER') and w.day >= :oldest
                       and (w.day <= :today or exists (select from notice_campaign c join notice_notice n on n.campaign_id = c.id
                                                        where c.merger_id = w.merger_id and n.sent_at is not null))
                     order by 1""")
                .bind("today", clock.today())
                .bind("oldest", clock.today().minusDays(Customers.OLDEST))
                .mapTo(Long.class)
                .list());
  }

  /**
   * Looks at the waves of a merger.
   *
   * @param anyway also if the pause is not over
   * @return alarms that it raised
   */
  public int look(long merger, boolean anyway) {
    return database.inTransaction(
        handle -> {
          var setting = AlarmSettings.read(handle, merger);
          var now = clock.now();
          var before = anyway ? now : now.minus(Duration.ofMinutes(setting.everyMinutes()));
          return take(handle, merger, now, before) ? look(handle, merger, setting, now) : 0;
        });
  }

  private static boolean take(Handle handle, long merger, Instant now, Instant before) {
    handle
        .createUpdate("insert into alarm_look (merger_id) values (:merger) on conflict do nothing")
        .bind("merger", merger)
        .execute();
    return handle
            .createUpdate(
                """
                update alarm_look set looked_at = :now
                 where merger_id = :merger and (looked_at is null or looked_at <= :before)""")
            .bind("merger", merger)
            .bind("now", now)
            .bind("before", before)
            .execute()
        > 0;
  }

  private int look(Handle handle, long merger, AlarmSetting setting, Instant now) {
    var customers = AlarmCounting.customers(handle, merger);
    if (customers.isEmpty()) {
      return 0;
    }
    count(handle, merger, customers, now);
    var watch = Watching.of(handle, merger, customers, now);
    var waves = watch.watched(setting.watchDays());
    var comparisons = waves.stream().mapToInt(wave -> watch.series(wave).size()).sum();
    var told = Told.read(handle, merger, setting.quietHours(), now);
    var name = name(handle, merger);
    var raised = 0;
    for (var wave : waves) {
      var found = watch.look(wave, setting.limits(), comparisons);
      for (var each : told.news(wave, found).entrySet()) {
        var alarm =
            AlarmRows.add(
                handle, merger, wave, each.getKey(), now, watch.isTaught(wave), each.getValue());
        tasks.ask(alarm, name);
        this.raised.fire(new AlarmRaised(handle, alarm, merger, name, wave, each.getValue()));
        raised++;
      }
    }
    return raised;
  }

  /** All of it once a day, else the last days. */
  private static void count(Handle handle, long merger, List<Customers> customers, Instant now) {
    var today = WaveWatch.day(now);
    var first =
        customers.stream().map(Customers::since).min(Comparator.naturalOrder()).orElseThrow();
    var all =
        handle
                .createUpdate(
                    """
                    update alarm_look set counted_on = :today
                     where merger_id = :merger and counted_on is distinct from :today""")
                .bind("merger", merger)
                .bind("today", today)
                .execute()
            > 0;
    var from = all ? first : later(first, today.minusDays(DAYS_ANEW));
    AlarmCounting.count(handle, merger, WaveWatch.start(from), now);
    if (all) {
      learnHabits(handle, merger, first);
    }
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  /** As they were before anybody was told, as far as contacts came over until then. */
  private static void learnHabits(Handle handle, long merger, LocalDate first) {
    var delivered = AlarmCounting.lastDelivered(handle, merger);
    var until = delivered == null || delivered.isAfter(first) ? first : delivered;
    var from = until.minusWeeks(WEEKS_OF_HABITS);
    var habits = AlarmCounting.habits(handle, merger, from, until);
    var weeks = ChronoUnit.DAYS.between(from, until) / 7.0;
    handle
        .createUpdate(
            """
            update alarm_look set weekdays = :weekdays, hours = :hours, of_contacts = :contacts, a_week = :aWeek
             where merger_id = :merger""")
        .bind("merger", merger)
        .bindArray("weekdays", Double.class, boxed(habits.weekdays()))
        .bindArray("hours", Long.class, boxed(habits.hours()))
        .bind("contacts", habits.contacts())
        .bind(
            "aWeek",
            habits.contacts() == 0 || habits.customers() == 0
                ? null
                : Double.valueOf(1000.0 * habits.contacts() / habits.customers() / weeks))
        .execute();
  }

  private static Object[] boxed(double[] values) {
    return Arrays.stream(values).boxed().toArray();
  }

  private static Object[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray();
  }

  private static String name(Handle handle, long merger) {
    return handle
        .createQuery("select name from merger_merger where id = :merger")
        .bind("merger", merger)
        .mapTo(String.class)
        .one();
  }

  /** What was told of, and is not told of again so soon. */
  private record Told(Map<Long, List<Series>> quiet) {
    static Told read(Handle handle, long merger, int quietHours, Instant now) {
      var since = now.minus(Duration.ofHours(quietHours));
      return new Told(
          AlarmRows.of(handle, merger).stream()
              .filter(alarm -> alarm.isOpen() || alarm.at().isAfter(since))
              .collect(
                  Collectors.groupingBy(
                      Alarm::waveId,
                      Collectors.flatMapping(
                          alarm -> alarm.figures().stream().map(Figure::series),
                          Collectors.toList()))));
    }

    /** What is new of it, by kind; all together is no news beside what was told of. */
    Map<Kind, List<Figure>> news(long wave, List<Figure> found) {
      var known = quiet.getOrDefault(wave, List.of());
      var still = found.stream().map(Figure::series).filter(known::contains).toList();
      return found.stream()
          .filter(figure -> !known.contains(figure.series()))
          .filter(
              figure ->
                  figure.series().cut() != Cut.ALL
                      || still.stream().noneMatch(each -> each.kind() == figure.series().kind()))
          .collect(
              Collectors.groupingBy(
                  figure -> figure.series().kind(),
                  () -> new EnumMap<>(Kind.class),
                  Collectors.toList()));
    }
  }
}
