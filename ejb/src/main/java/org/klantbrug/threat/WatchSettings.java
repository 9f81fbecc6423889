package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Limits;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** When contacts and complaints are reported by themselves. */
@ApplicationScoped
public class WatchSettings {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WatchSettings() {}

  /** Works with these. */
  @Inject
  public WatchSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * How it is looked.
   *
   * @param active whether it is looked at all
   * @param perMonth false alarms that are put up with in a month
   * @param least fewer are never told of
   * @param ratio nor is what is not so many times what was expected
   * @param quietHours so long the same topic is not reported again
   */
  public record Watch(
      boolean active,
      int everyMinutes,
      double perMonth,
      int least,
      double ratio,
      int quietHours,
      int version) {
    Limits limits() {
      return new Limits(perMonth, least, ratio, everyMinutes);
    }
  }

  /** How it is looked. */
  public Watch watch() {
    return database.with(WatchSettings::watch);
  }

  static Watch watch(Handle handle) {
    return handle
        .createQuery(
            "select active, every_minutes, per_month, least, ratio, quiet_hours, version from threat_watch")
        .map(ConstructorMapper.of(Watch.class))
        .one();
  }

  /** What was set for each topic, that for all others first. */
  public List<Threshold> thresholds() {
    return database.with(WatchSettings::thresholds);
  }

  static List<Threshold> thresholds(Handle handle) {
    return handle
        .createQuery(
            "select kind, topic, per_hour, per_day, bad_share from threat_threshold order by kind desc, topic")
        .map(ConstructorMapper.of(Threshold.class))
        .list();
  }

  /** Codes of what contacts can be about. */
  public List<String> topics() {
    return database.with(
        handle ->
            handle
                .createQuery("select code from contact_topic order by position, code")
                .mapTo(String.class)
                .list());
  }

  /**
   * Keeps how it is looked.
   *
   * @param watch with the version on which this was decided
   * @throws RuleBroken {@code threat.*} if a number makes no sense; {@link ChangedMeanwhile} if a
   *     colleague changed it since
   */
  public void keep(Watch watch, Staff by) {
    refuseOutside("threat.every", watch.everyMinutes(), 5, 1440);
    refuseOutside("threat.per-month", watch.perMonth(), 0.1, 30);
    refuseOutside("threat.least", watch.least(), 1, 1000);
    refuseOutside("threat.ratio", watch.ratio(), 1, 10);
    refuseOutside("threat.quiet", watch.quietHours(), 1, 2160);
    database.inTransaction(
        handle -> {
          var kept =
              handle
                  .createUpdate(
                      """
                      update threat_watch
                         set active = :active, every_minutes = :everyMinutes, per_month = :perMonth, least = :least,
                             ratio = :ratio, quiet_hours = :quietHours, changed_by = :by, changed_at = :at, version = version + 1
                       where version = :version""")
                  .bindMethods(watch)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .execute();
          if (kept == 0) {
            throw new ChangedMeanwhile("threat.settings-changed");
          }
          kept(handle, by);
          return null;
        });
  }

  /**
   * Sets from how many on a topic is reported; one with nothing set is not looked at.
   *
   * @throws RuleBroken {@code threat.threshold*} if a number makes no sense, or nobody knows the
   *     topic
   */
  public void set(Threshold threshold, Staff by) {
    refuseOutside("threat.threshold", threshold.perHour(), 1, 100_000);
    refuseOutside("threat.threshold", threshold.perDay(), 1, 1_000_000);
    refuseOutside("threat.threshold", threshold.badShare(), 1, 100);
    if (threshold.kind() != Kind.COMPLAINT && threshold.kind() != Kind.CONTACT) {
      throw new RuleBroken("threat.threshold-of");
    }
    database.inTransaction(
        handle -> {
          write(handle, threshold, by);
          kept(handle, by);
          return null;
        });
  }

  private void write(Handle handle, Threshold threshold, Staff by) {
    handle
        .createUpdate(
            """
            insert into threat_threshold (kind, topic, per_hour, per_day, bad_share, changed_by, changed_at)
            values (:kind, :topic, :perHour, :perDay, :badShare, :by, :at)
            on conflict (kind, topic) do update set per_hour = excluded.per_hour, per_day = excluded.per_day,
                   bad_share = excluded.bad_share, changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
        .bindMethods(threshold)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }

  private void kept(Handle handle, Staff by) {
    audit.record(handle, by.id(), by.login(), "threatWatchSet", "staff", by.id(), null);
  }

  private static void refuseOutside(String rule, Number value, double least, double most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw new RuleBroken(rule, least, most);
    }
  }
}
