package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** To how many customers a colleague may write alone; to more, a second person releases it. */
@ApplicationScoped
public class MailBound {
  private static final int HIGHEST = 100_000;
  private static final String BOUND =
      "select value, version from signal_setting where code = 'MAIL_BOUND'";

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  public MailBound() {}

  /** Works with these. */
  @Inject
  public MailBound(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The bound as it is set.
   *
   * @param version to be given with a change
   */
  public record Bound(int value, int version) {}

  /** The bound as it is set. */
  public Bound get() {
    return database.with(
        handle ->
            handle
                .createQuery(BOUND)
                .map((row, context) -> new Bound(row.getInt("value"), row.getInt("version")))
                .one());
  }

  static int value(Handle handle) {
    return handle.createQuery(BOUND).map((row, context) -> row.getInt("value")).one();
  }

  /** Sets it: 0, so that every mail to many is released, to 100,000. */
  public void set(int value, int version, Staff by) {
    if (value < 0 || value > HIGHEST) {
      throw new RuleBroken("signal.mail-bound", HIGHEST);
    }
    database.inTransaction(
        handle -> {
          var set =
              handle
                  .createUpdate(
                      """
                      update signal_setting set value = :value, changed_by = :by, changed_at = :at, version = version + 1
                       where code = 'MAIL_BOUND' and version = :version""")
                  .bind("value", value)
                  .bind("by", by.id())
                  .bind("at", clock.now())
                  .bind("version", version)
                  .execute();
          if (set == 0) {
            throw new RuleBroken("signal.setting-changed-meanwhile");
          }
          var shown = Integer.toString(value);
          audit.record(handle, by.id(), by.login(), "mailBoundSet", "staff", by.id(), shown);
          return null;
        });
  }
}
