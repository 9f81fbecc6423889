package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Within which time reports are judged. */
@ApplicationScoped
public class ThreatSettings {
  private static final int A_WEEK = 7 * 24 * 60;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected ThreatSettings() {}

  /** Works with these. */
  @Inject
  public ThreatSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * How long is waited, in minutes.
   *
   * @param triage until a report should be judged
   * @param chain then until the next one is called, each time
   * @param again after the last one until the first is called again
   */
  public record Pace(int triage, int chain, int again) {
    /** Until a report should be judged. */
    Duration within() {
      return Duration.ofMinutes(triage);
    }
  }

  /** How long is waited. */
  public Pace pace() {
    return database.with(ThreatSettings::pace);
  }

  static Pace pace(Handle handle) {
    return new Pace(
        minutes(handle, "TRIAGE_MINUTES"),
        minutes(handle, "CHAIN_MINUTES"),
        minutes(handle, "AGAIN_MINUTES"));
  }

  private static int minutes(Handle handle, String name) {
    return handle
        .createQuery("select value from threat_setting where name = :name")
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Sets how long is waited; reports that wait keep the moments they have.
   *
   * @throws RuleBroken {@code threat.minutes} if a number makes no sense
   */
  public void keep(Pace pace, Staff by) {
    database.inTransaction(
        handle -> {
          keep(handle, "TRIAGE_MINUTES", pace.triage(), by);
          keep(handle, "CHAIN_MINUTES", pace.chain(), by);
          keep(handle, "AGAIN_MINUTES", pace.again(), by);
          audit.record(handle, by.id(), by.login(), "threatSettingsKept", "staff", by.id(), null);
          return null;
        });
  }

  private void keep(Handle handle, String name, int minutes, Staff by) {
    if (minutes < 1 || minutes > A_WEEK) {
      throw new RuleBroken("threat.minutes", A_WEEK);
    }
    handle
        .createUpdate(
            "update threat_setting set value = :value, changed_by = :by, changed_at = :at where name = :name and value <> :value")
        .bind("value", minutes)
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("name", name)
        .execute();
  }
}
