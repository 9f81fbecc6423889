package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What the house has settled about files: how many, and how large. */
@ApplicationScoped
public class AttachmentSettings {
  /** What one form can bring, with its text, stays below what the entrance lets in. */
  private static final int MOST_OF_ONE = 25;

  /** A form brings all of a subject at once, so together they stay below that as well. */
  private static final int MOST_TOGETHER = 25;

  private static final int MOST_FILES = 100;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected AttachmentSettings() {}

  /** Works with these. */
  @Inject
  public AttachmentSettings(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** As they are now. */
  public Limits read() {
    return database.with(Limits::read);
  }

  /** Sets them; files that are there stay. */
  public void set(Limits wanted, Staff by) {
    if (wanted.megabytesOfOne() < 1
        || wanted.megabytesOfOne() > Math.min(MOST_OF_ONE, wanted.megabytesTogether())
        || wanted.megabytesTogether() > MOST_TOGETHER
        || wanted.files() < 1
        || wanted.files() > MOST_FILES) {
      throw new RuleBroken("attachment.limits");
    }
    var values =
        Map.of(
            "MEGABYTES_OF_ONE", wanted.megabytesOfOne(),
            "MEGABYTES_TOGETHER", wanted.megabytesTogether(),
            "FILES", wanted.files());
    database.inTransaction(
        handle -> {
          values.forEach(
              (code, value) ->
                  handle
                      .createUpdate(
                          "update attachment_limit set value = :value, changed_by = :by, changed_at = :at where code = :code")
                      .bind("value", value)
                      .bind("by", by.id())
                      .bind("at", clock.now())
                      .bind("code", code)
                      .execute());
          audit.record(
              handle,
              by.id(),
              by.login(),
              "fileLimitsSet",
              "staff",
              by.id(),
              "%d MB, %d MB, %d"
                  .formatted(wanted.megabytesOfOne(), wanted.megabytesTogether(), wanted.files()));
          return null;
        });
  }
}
