package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.Waves;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * The latest moment to tell customers: three working days before it, who leads the migration is
 * asked to look, if any of them was not told by then. The days of waves move, so it is looked at
 * again and again, and is no timer of the process.
 */
@ApplicationScoped
public class LatestMoment {
  static final String TASK = "tellInTime";
  private static final int DAYS_AHEAD = 3;

  private Database database;
  private BusinessClock clock;
  private Waves waves;
  private WorkingCalendars calendars;
  private WorkItems workItems;

  /** For the container. */
  protected LatestMoment() {}

  /** Works with these. */
  @Inject
  public LatestMoment(
      Database database,
      BusinessClock clock,
      Waves waves,
      WorkingCalendars calendars,
      WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.waves = waves;
    this.calendars = calendars;
    this.workItems = workItems;
  }

  /** A wave, and the last day on which its customers can be told. */
  private record Telling(long wave, LocalDate sendBy) {}

  /** The first day by which notices must be on their way; empty if no wave is still to be told. */
  public Optional<LocalDate> of(long mergerId) {
    return open(mergerId).stream().map(Telling::sendBy).min(LocalDate::compareTo);
  }

  private List<Telling> open(long mergerId) {
    var open =
        waves.of(mergerId).stream()
            .filter(Waves.Wave::isPlanned)
            .filter(wave -> wave.day().isAfter(clock.today()))
            .toList();
    var told = waves.notices(mergerId, open);
    return IntStream.range(0, open.size())
        .mapToObj(no -> new Telling(open.get(no).id(), told.get(no).sendBy()))
        .filter(each -> !each.sendBy().isBefore(clock.today()))
        .toList();
  }

  /** Looks at all mergers whose customers must be told. */
  void look() {
    told().forEach(this::warn);
  }

  private List<Long> told() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.id from merger_merger m left join notice_setting s on s.merger_id = m.id
                     where coalesce(s.needed, true)
                       and exists (select from wave_wave w where w.merger_id = m.id and w.day > :today)""")
                .bind("today", clock.today())
                .mapTo(Long.class)
                .list());
  }

  /** Whoever objects is spoken to about that. */
  private boolean isAnyUntold(List<Long> near) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select from wave_member m
                       where m.wave_id = any(:waves) and m.state in ('PLANNED', 'MOVED', 'RELEASED')
                         and not exists (select from notice_account a join notice_notice n on n.id = a.notice_id
                                          where a.member_id = m.id and n.state in ('WAITING', 'SENT', 'RETURNED'))
                         and not exists (select from wave_guard_result g
                                          where g.member_id = m.id and g.code = :objection and g.cleared_at is null))""")
                .bindArray("waves", Long.class, near)
                .bind("objection", Guard.G03_OBJECTION_OPEN)
                .mapTo(Boolean.class)
                .one());
  }

  private void warn(long mergerId) {
    var near =
        open(mergerId).stream()
            .filter(each -> !clock.today().isBefore(warnOn(each.sendBy())))
            .map(Telling::wave)
            .toList();
    if (near.isEmpty() || !isAnyUntold(near)) {
      return;
    }
    database.inTransaction(
        handle -> {
          var name =
              handle
                  .createQuery("select name from merger_merger where id = :id for no key update")
                  .bind("id", mergerId)
                  .mapTo(String.class)
                  .one();
          if (!workItems.asks("merger", mergerId, TASK)) {
            workItems.open(item(mergerId, name));
          }
          return null;
        });
  }

  private LocalDate warnOn(LocalDate latest) {
    var calendar = database.with(handle -> calendars.read(handle).calendar());
    var day = latest;
    for (var left = DAYS_AHEAD; left > 0; left--) {
      day = calendar.workingDayUntil(null, day.minusDays(1));
    }
    return day;
  }

  private WorkItem item(long mergerId, String name) {
    return new WorkItem(
        TASK,
        null,
        null,
        "merger",
        mergerId,
        name,
        "migrationLead",
        null,
        List.of("looked"),
        null,
        clock.now());
  }
}
