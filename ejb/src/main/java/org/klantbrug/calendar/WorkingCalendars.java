package org.klantbrug.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The working calendar as it is kept, and its changes. */
@ApplicationScoped
public class WorkingCalendars {
  private static final long THE_ONLY_ONE = 1;

  private final Database database;
  private final Audit audit;
  private final Event<CalendarChanged> changed;

  /** What was last read; counts as long as the stamp of the tables is the same. */
  private volatile Kept kept = new Kept(null, 0, null);

  /** For the container's proxy. */
  protected WorkingCalendars() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public WorkingCalendars(Database database, Audit audit, Event<CalendarChanged> changed) {
    this.database = database;
    this.audit = audit;
    this.changed = changed;
  }

  private record Kept(String stamp, int version, WorkingCalendar calendar) {}

  /** The calendar, and the version that a change of it must name. */
  public record Versioned(WorkingCalendar calendar, int version) {}

  /** The calendar as it is now. */
  public Versioned read() {
    return database.with(this::read);
  }

  /** As {@link #read()}, where the handle looks. */
  public Versioned read(Handle handle) {
    return asOf(handle, state(handle, ""));
  }

  private Versioned asOf(Handle handle, Kept now) {
    var mine = kept; // another may keep an older one meanwhile
    if (!now.stamp.equals(mine.stamp)) {
      mine = new Kept(now.stamp, now.version, load(handle));
      kept = mine;
    }
    return new Versioned(mine.calendar, now.version);
  }

  /** As {@link #read(Handle)}, for who counts by it and writes: it does not change until then. */
  public WorkingCalendar hold(Handle handle) {
    return asOf(handle, state(handle, "for share")).calendar();
  }

  /** The stamp is made by the change: after a rollback the same version may hold other hours. */
  private static Kept state(Handle handle, String lock) {
    return handle
        .createQuery("select stamp, version from calendar_state " + lock)
        .map((row, context) -> new Kept(row.getString("stamp"), row.getInt("version"), null))
        .one();
  }

  private static WorkingCalendar load(Handle handle) {
    return new WorkingCalendar(week(handle), days(handle), holidays(handle));
  }

  private static List<WeeklyHours> week(Handle handle) {
    return handle
        .createQuery(
            "select channel, weekday, from_minute, to_minute from calendar_window order by weekday, from_minute")
        .map(
            (row, context) ->
                new WeeklyHours(
                    channel(row.getString("channel")),
                    DayOfWeek.of(row.getInt("weekday")),
                    new Hours(row.getInt("from_minute"), row.getInt("to_minute"))))
        .list();
  }

  private static List<SpecialDay> days(Handle handle) {
    return handle
        .createQuery(
            "select id, day, channel, closed, from_minute, to_minute, reason from calendar_day order by day, from_minute")
        .map(
            (row, context) ->
                new SpecialDay(
                    row.getLong("id"),
                    row.getObject("day", LocalDate.class),
                    channel(row.getString("channel")),
                    row.getBoolean("closed")
                        ? null
                        : new Hours(row.getInt("from_minute"), row.getInt("to_minute")),
                    row.getString("reason")))
        .list();
  }

  private static Map<Holiday, HolidayRule> holidays(Handle handle) {
    var rules = new EnumMap<Holiday, HolidayRule>(Holiday.class);
    handle
        .createQuery("select holiday, rule from calendar_holiday")
        .map(
            (row, context) ->
                rules.put(
                    Holiday.valueOf(row.getString("holiday")),
                    HolidayRule.valueOf(row.getString("rule"))))
        .list();
    return rules;
  }

  private static Channel channel(String code) {
    return code == null ? null : Channel.valueOf(code);
  }

  /**
   * Changes the calendar, and with it all that counts by it.
   *
   * @param version as it was read; refused if another changed the calendar since
   * @return the version after the change
   */
  public int change(CalendarChange change, int version, Staff by) {
    return database.inTransaction(handle -> change(handle, change, version, by));
  }

  private int change(Handle handle, CalendarChange change, int version, Staff by) {
    var now =
        handle
            .createUpdate(
                """
                update calendar_state set version = version + 1, stamp = gen_random_uuid()
                 where version = :version""")
            .bind("version", version)
            .execute();
    if (now == 0) {
      throw new RuleBroken("calendar.changed-by-another");
    }
    keep(handle, change);
    audit.record(
        handle, by.id(), by.login(), "calendarChanged", "calendar", THE_ONLY_ONE, said(change));
    changed.fire(new CalendarChanged(handle, change, load(handle), version + 1, by));
    return version + 1;
  }

  private static void keep(Handle handle, CalendarChange change) {
    if (change instanceof CalendarChange.Week week) {
      keepWeek(handle, week);
    } else if (change instanceof CalendarChange.Rule rule) {
      keepRule(handle, rule);
    } else {
      forget(handle, change.day(), change.channel());
      if (change instanceof CalendarChange.Day day) {
        keepDay(handle, day);
      }
    }
  }

  private static void keepWeek(Handle handle, CalendarChange.Week week) {
    handle
        .createUpdate("delete from calendar_window where channel is not distinct from :channel")
        .bind("channel", week.channel())
        .execute();
    for (var each : week.hours()) {
      handle
          .createUpdate(
              "insert into calendar_window (channel, weekday, from_minute, to_minute) values (:channel, :day, :from, :to)")
          .bind("channel", each.channel())
          .bind("day", each.day().getValue())
          .bind("from", each.hours().from())
          .bind("to", each.hours().to())
          .execute();
    }
  }

  private static void forget(Handle handle, LocalDate day, Channel channel) {
    handle
        .createUpdate(
            "delete from calendar_day where day = :day and channel is not distinct from :channel")
        .bind("day", day)
        .bind("channel", channel)
        .execute();
  }

  private static void keepDay(Handle handle, CalendarChange.Day day) {
    for (var each : day.days()) {
      handle
          .createUpdate(
              """
              insert into calendar_day (day, channel, closed, from_minute, to_minute, reason)
              values (:day, :channel, :closed, :from, :to, :reason)""")
          .bind("day", each.day())
          .bind("channel", each.channel())
          .bind("closed", each.closed())
          .bind("from", each.closed() ? null : each.hours().from())
          .bind("to", each.closed() ? null : each.hours().to())
          .bind("reason", each.reason())
          .execute();
    }
  }

  private static void keepRule(Handle handle, CalendarChange.Rule rule) {
    handle
        .createUpdate("update calendar_holiday set rule = :rule where holiday = :holiday")
        .bind("rule", rule.rule())
        .bind("holiday", rule.holiday())
        .execute();
  }

  private static String said(CalendarChange change) {
    var what = change.holiday() != null ? change.holiday() : change.day();
    return what == null ? change.code() : change.code() + " " + what;
  }
}
