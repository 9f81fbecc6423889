package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What people decide about files: to open one that no scanner looked at, to close one that nobody
 * should read, and, two of them, to remove what was in it. Whether somebody may see the subject is
 * for the caller to say.
 */
@ApplicationScoped
public class AttachmentDecisions {
  private static final int LONGEST_REASON = 1000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected AttachmentDecisions() {}

  /** Works with these. */
  @Inject
  public AttachmentDecisions(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Opens a file that no scanner looked at, or closes one for ever.
   *
   * @param opens whether it may be opened from now on; else nobody ever opens it
   * @param reason why
   * @throws RuleBroken if the reason is missing, or the file does not wait for a scan, or is closed
   *     already
   */
  public void decide(long id, boolean opens, String reason, Staff by) {
    if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
      throw new RuleBroken("attachment.reason-missing", LONGEST_REASON);
    }
    database.inTransaction(
        handle -> {
          var file = Attachments.read(handle, id);
          if (!decided(handle, id, opens, reason.strip(), by)) {
            throw new RuleBroken(
                opens ? "attachment.does-not-wait" : "attachment.closed-already", file.name());
          }
          record(handle, file, opens ? "attachmentReleased" : "attachmentRefused", by);
          return null;
        });
  }

  private boolean decided(Handle handle, long id, boolean opens, String reason, Staff by) {
    return handle
            .createUpdate(
                """
                update attachment_file set state = :state, reason = :reason, decided_by = :by, decided_at = :now
                 where id = :id and (state = 'WAITING_FOR_SCAN' or :state = 'REFUSED' and state in ('CLEAN', 'RELEASED'))""")
            .bind("state", opens ? State.RELEASED : State.REFUSED)
            .bind("reason", reason)
            .bind("by", by.id())
            .bind("now", clock.now())
            .bind("id", id)
            .execute()
        > 0;
  }

  /**
   * Removes for ever what was in a file that a colleague closed; what is known of it stays.
   *
   * @throws RuleBroken if a legal hold stands on it, if it is not closed, its content is gone
   *     already, or the same person closed it
   */
  public void empty(long id, Staff by) {
    database.inTransaction(
        handle -> {
          var file = Attachments.read(handle, id);
          refuseIfHeld(handle, file);
          if (!emptied(handle, id, by)) {
            throw new RuleBroken("attachment.not-to-empty", file.name());
          }
          handle
              .createQuery("select attachment_empty(:id) is null")
              .bind("id", id)
              .mapTo(Boolean.class)
              .one();
          record(handle, file, "attachmentEmptied", by);
          return null;
        });
  }

  private static void refuseIfHeld(Handle handle, Attachment file) {
    var held =
        handle
            .createQuery("select attachment_held(:id)")
            .bind("id", file.id())
            .mapTo(Boolean.class)
            .one();
    if (held) {
      throw new RuleBroken("attachment.held", file.name());
    }
  }

  private boolean emptied(Handle handle, long id, Staff by) {
    return handle
            .createUpdate(
                """
                update attachment_file set emptied_by = :by, emptied_at = :now
                 where id = :id and state = 'REFUSED' and decided_by <> :by and emptied_by is null""")
            .bind("by", by.id())
            .bind("now", clock.now())
            .bind("id", id)
            .execute()
        > 0;
  }

  private void record(Handle handle, Attachment file, String deed, Staff by) {
    audit.record(
        handle,
        by.id(),
        by.login(),
        deed,
        file.subjectKind(),
        file.subjectId(),
        Long.toString(file.id()));
  }
}
