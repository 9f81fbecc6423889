package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** How the waves of a merger are planned, and when nobody goes over. */
@ApplicationScoped
public class WaveSettings {
  private static final int LONGEST_REASON = 200;
  private static final int MOST = 1_000_000;
  private static final int MOST_DAYS = 60;

  private Database database;
  private WorkingCalendars calendars;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WaveSettings() {}

  /** Works with these. */
  @Inject
  public WaveSettings(
      Database database, WorkingCalendars calendars, BusinessClock clock, Audit audit) {
    this.database = database;
    this.calendars = calendars;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Days on which nobody goes over, both included.
   *
   * @param addedBy whose decision it was
   */
  public record Closed(
      long id, LocalDate fromDay, LocalDate toDay, String reason, String addedBy) {}

  /** The settings; a proposal while nobody kept any. */
  public WaveSetting read(long mergerId) {
    return database.with(handle -> read(handle, mergerId));
  }

  WaveSetting read(Handle handle, long mergerId) {
    return find(handle, mergerId).orElseGet(() -> proposed(handle, mergerId));
  }

  private static Optional<WaveSetting> find(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select capacity, pilot_size, employees_from, pilot_from, rest_from, moves_before_task, data_hours,
                   margin_days, version
              from wave_setting where merger_id = :merger""")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(WaveSetting.class))
        .findOne();
  }

  private WaveSetting proposed(Handle handle, long mergerId) {
    var term = new NoticeTerm(period(handle, mergerId), WaveSetting.MARGIN, calendar(handle));
    var first = clock.today();
    while (term.sendBy(first).isBefore(clock.today())) {
      first = first.plusDays(1);
    }
    return WaveSetting.proposed(first);
  }

  private WorkingCalendar calendar(Handle handle) {
    return calendars.read(handle).calendar();
  }

  private static Period period(Handle handle, long mergerId) {
    return handle
        .createQuery("select notice_period from merger_merger where id = :merger")
        .bind("merger", mergerId)
        .mapTo(String.class)
        .findOne()
        .map(Period::parse)
        .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId));
  }

  /** By when customers of this merger must be told. */
  NoticeTerm term(Handle handle, long mergerId, WaveSetting setting) {
    return new NoticeTerm(period(handle, mergerId), setting.marginDays(), calendar(handle));
  }

  /** On which days customers of this merger can go over, as it is known today. */
  WaveDays days(Handle handle, long mergerId, WaveSetting setting) {
    var closed =
        closed(handle, mergerId).stream()
            .map(each -> new WaveDays.Blackout(each.fromDay(), each.toDay()))
            .toList();
    return new WaveDays(clock.today(), calendar(handle), term(handle, mergerId, setting), closed);
  }

  /** Until the end of the transaction nobody else plans or moves waves of this merger. */
  WaveSetting hold(Handle handle, long mergerId) {
    find(handle, mergerId).orElseGet(() -> keepProposal(handle, mergerId));
    handle
        .createQuery("select merger_id from wave_setting where merger_id = :merger for update")
        .bind("merger", mergerId)
        .mapTo(Long.class)
        .one();
    return read(handle, mergerId);
  }

  private WaveSetting keepProposal(Handle handle, long mergerId) {
    var proposal = proposed(handle, mergerId);
    handle
        .createUpdate(
            """
            insert into wave_setting (merger_id, capacity, pilot_size, employees_from, pilot_from, rest_from,
                   moves_before_task, data_hours, margin_days)
            values (:merger, :capacity, :pilotSize, :employeesFrom, :pilotFrom, :restFrom,
                   :movesBeforeTask, :dataHours, :marginDays)
            on conflict (merger_id) do nothing""")
        .bind("merger", mergerId)
        .bindMethods(proposal)
        .execute();
    return proposal;
  }

  /**
   * Keeps the settings. What is planned stays as it is until somebody plans again.
   *
   * @param setting with the version on which this was decided
   * @throws RuleBroken {@code wave.*}: a number or a day makes no sense, or somebody else changed
   *     them
   */
  public void keep(long mergerId, WaveSetting setting, Staff by) {
    refuseNonsense(setting);
    database.inTransaction(
        handle -> {
          var there = hold(handle, mergerId);
          if (there.version() != setting.version()) {
            throw new RuleBroken("wave.settings-changed");
          }
          handle
              .createUpdate(
                  """
                  update wave_setting set capacity = :capacity, pilot_size = :pilotSize, employees_from = :employeesFrom,
                         pilot_from = :pilotFrom, rest_from = :restFrom, moves_before_task = :movesBeforeTask,
                         data_hours = :dataHours, margin_days = :marginDays, changed_by = :staff, changed_at = :at,
                         version = version + 1
                   where merger_id = :merger""")
              .bind("merger", mergerId)
              .bindMethods(setting)
              .bind("staff", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(handle, by.id(), by.login(), "waveSettingsKept", "merger", mergerId, null);
          return null;
        });
  }

  private static void refuseNonsense(WaveSetting setting) {
    refuseOutside("wave.capacity-wrong", setting.capacity(), 1, MOST);
    refuseOutside("wave.pilot-wrong", setting.pilotSize(), 0, MOST);
    refuseOutside("wave.moves-wrong", setting.movesBeforeTask(), 1, MOST_DAYS);
    refuseOutside("wave.hours-wrong", setting.dataHours(), 1, MOST);
    refuseOutside("wave.margin-wrong", setting.marginDays(), 0, MOST_DAYS);
    if (setting.employeesFrom() == null
        || setting.pilotFrom() == null
        || setting.restFrom() == null) {
      throw new RuleBroken("wave.phase-day-missing");
    }
    if (setting.pilotFrom().isBefore(setting.employeesFrom())
        || setting.restFrom().isBefore(setting.pilotFrom())) {
      throw new RuleBroken("wave.phases-out-of-order");
    }
  }

  private static void refuseOutside(String rule, int value, int least, int most) {
    if (value < least || value > most) {
      throw new RuleBroken(rule, least, most);
    }
  }

  /** Days on which nobody goes over, the earliest first. */
  public List<Closed> closed(long mergerId) {
    return database.with(handle -> closed(handle, mergerId));
  }

  private static List<Closed> closed(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select b.id, b.from_day, b.to_day, b.reason, s.full_name as added_by
              from wave_blackout b join identity_staff s on s.id = b.added_by
             where b.merger_id = :merger and b.ended_at is null order by b.from_day, b.id""")
        .bind("merger", mergerId)
        .map(ConstructorMapper.of(Closed.class))
        .list();
  }

  /**
   * From now on nobody is planned for these days, both included.
   *
   * @throws RuleBroken {@code wave.closed-*}: a day or the reason is missing, or they end before
   *     they begin
   */
  public void close(long mergerId, LocalDate from, LocalDate to, String reason, Staff by) {
    if (from == null || to == null || to.isBefore(from)) {
      throw new RuleBroken("wave.closed-days-wrong");
    }
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("wave.closed-reason-missing", LONGEST_REASON);
    }
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into wave_blackout (merger_id, from_day, to_day, reason, added_by, added_at)
                  values (:merger, :from, :to, :reason, :staff, :at)""")
              .bind("merger", mergerId)
              .bind("from", from)
              .bind("to", to)
              .bind("reason", reason.strip())
              .bind("staff", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle,
              by.id(),
              by.login(),
              "waveDaysClosed",
              "merger",
              mergerId,
              from + " -> " + to);
          return null;
        });
  }

  /** These days can have waves again; nothing to do if they have. */
  public void open(long mergerId, long closedId, Staff by) {
    database.inTransaction(
        handle -> {
          var ended =
              handle
                  .createUpdate(
                      """
                      update wave_blackout set ended_by = :staff, ended_at = :at
                       where id = :id and merger_id = :merger and ended_at is null""")
                  .bind("staff", by.id())
                  .bind("at", clock.now())
                  .bind("id", closedId)
                  .bind("merger", mergerId)
                  .execute();
          if (ended > 0) {
            audit.record(handle, by.id(), by.login(), "waveDaysOpened", "merger", mergerId, null);
          }
          return null;
        });
  }
}
