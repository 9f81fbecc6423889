package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** When somebody is told of the waves of a merger, and what is expected until a wave taught it. */
@ApplicationScoped
public class AlarmSettings {
  private static final double MOST_EXPECTED = 10_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected AlarmSettings() {}

  /** Works with these. */
  @Inject
  public AlarmSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** The settings; what is shipped while nobody changed them. */
  public AlarmSetting read(long merger) {
    return database.with(handle -> read(handle, merger));
  }

  static AlarmSetting read(Handle handle, long merger) {
    return handle
        .createQuery(
            """
            select per_month, least, ratio, every_minutes, quiet_hours, watch_days, version
              from alarm_setting where merger_id = :merger""")
        .bind("merger", merger)
        .map(ConstructorMapper.of(AlarmSetting.class))
        .findOne()
        .orElse(AlarmSetting.SHIPPED);
  }

  /** What is expected of each kind; what is shipped where nobody changed it. */
  public Map<Kind, Usual> usual(long merger) {
    return database.with(handle -> usual(handle, merger));
  }

  static Map<Kind, Usual> usual(Handle handle, long merger) {
    var all = new EnumMap<>(Usual.SHIPPED);
    handle
        .createQuery(
            "select kind, a_week, after_notice, after_debit from alarm_usual where merger_id = :merger")
        .bind("merger", merger)
        .map(
            (row, context) ->
                Map.entry(
                    Kind.valueOf(row.getString("kind")),
                    new Usual(
                        row.getDouble("a_week"),
                        row.getDouble("after_notice"),
                        row.getDouble("after_debit"))))
        .forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }

  /**
   * Keeps when somebody is told.
   *
   * @param setting with the version on which this was decided
   * @throws RuleBroken {@code alarm.*}: a number makes no sense, or somebody else changed them
   */
  public void keep(long merger, AlarmSetting setting, Staff by) {
    refuseOutside("alarm.per-month", setting.perMonth(), 0.1, 30);
    refuseOutside("alarm.least", setting.least(), 1, 1000);
    refuseOutside("alarm.ratio", setting.ratio(), 1, 10);
    refuseOutside("alarm.every", setting.everyMinutes(), 5, 1440);
    refuseOutside("alarm.quiet", setting.quietHours(), 0, 2160);
    refuseOutside("alarm.watch-days", setting.watchDays(), 7, 180);
    database.inTransaction(
        handle -> {
          if (keep(handle, merger, setting, by) == 0) {
            throw new RuleBroken("alarm.settings-changed");
          }
          audit.record(handle, by.id(), by.login(), "alarmSettingsKept", "merger", merger, null);
          return null;
        });
  }

  private int keep(Handle handle, long merger, AlarmSetting setting, Staff by) {
    return handle
        .createUpdate(
            """
            insert into alarm_setting (merger_id, per_month, least, ratio, every_minutes, quiet_hours, watch_days, changed_by, changed_at, version)
            select :merger, :perMonth, :least, :ratio, :everyMinutes, :quietHours, :watchDays, :by, :at, 1
             where :version = 0 or exists (select from alarm_setting where merger_id = :merger)
            on conflict (merger_id) do update set per_month = excluded.per_month, least = excluded.least, ratio = excluded.ratio,
                   every_minutes = excluded.every_minutes, quiet_hours = excluded.quiet_hours, watch_days = excluded.watch_days,
                   changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = alarm_setting.version + 1
             where alarm_setting.version = :version""")
        .bind("merger", merger)
        .bindMethods(setting)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }

  /**
   * Sets what is expected of a kind.
   *
   * @throws RuleBroken {@code alarm.expected}: a number makes no sense
   */
  public void expect(long merger, Kind kind, Usual usual, Staff by) {
    refuseOutside("alarm.expected", usual.aWeek(), 0, MOST_EXPECTED);
    refuseOutside("alarm.expected", usual.afterNotice(), 0, MOST_EXPECTED);
    refuseOutside("alarm.expected", usual.afterDebit(), 0, MOST_EXPECTED);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into alarm_usual (merger_id, kind, a_week, after_notice, after_debit, changed_by, changed_at)
                  values (:merger, :kind, :aWeek, :afterNotice, :afterDebit, :by, :at)
                  on conflict (merger_id, kind) do update set a_week = excluded.a_week, after_notice = excluded.after_notice,
                         after_debit = excluded.after_debit, changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
              .bind("merger", merger)
              .bind("kind", kind)
              .bindMethods(usual)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle, by.id(), by.login(), "alarmExpectedSet", "merger", merger, kind.name());
          return null;
        });
  }

  private static void refuseOutside(String rule, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new RuleBroken(rule, least, most);
    }
  }
}
