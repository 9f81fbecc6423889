package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.wave.Waves;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * The latest moment to tell customers: three working days before it, who leads the migration is
 * asked to look, if they are not being told by then. The days of waves move, so it is looked at
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

  /** The first day by which notices must be on their way; empty if no wave is still to be told. */
  public Optional<LocalDate> of(long mergerId) {
    var open =
        waves.of(mergerId).stream()
            .filter(Waves.Wave::isPlanned)
            .filter(wave -> wave.day().isAfter(clock.today()))
            .toList();
    return waves.notices(mergerId, open).stream()
        .map(Waves.Notice::sendBy)
        .filter(day -> !day.isBefore(clock.today()))
        .min(LocalDate::compareTo);
  }

  /** Looks at all mergers whose customers must be told and are not. */
  void look() {
    untold().forEach(this::warn);
  }

  private List<Long> untold() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.id from merger_merger m left join notice_setting s on s.merger_id = m.id
                     where coalesce(s.needed, true)
                       and exists (select from wave_wave w where w.merger_id = m.id and w.day > :today)
                       and not exists (select from notice_campaign c
                                        where c.merger_id = m.id and c.kind = 'ANNOUNCEMENT' and c.state = 'RELEASED')""")
                .bind("today", clock.today())
                .mapTo(Long.class)
                .list());
  }

  private void warn(long mergerId) {
    if (of(mergerId).filter(day -> !clock.today().isBefore(warnOn(day))).isEmpty()) {
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
