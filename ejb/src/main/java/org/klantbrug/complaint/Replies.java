package org.klantbrug.complaint;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** What customers say of complaints that we have: kept once, and put before who handles it. */
final class Replies {
  /** Kind of the work item by which somebody reads it. */
  static final String READ = "readReply";

  /** The answer to it. */
  static final String IS_READ = "read";

  private static final String ANYBODY = "adviser";

  private Replies() {}

  /**
   * Keeps the words.
   *
   * @return false if the sender sent them before
   */
  static boolean keep(Handle handle, Complaint complaint, Words words, Instant now) {
    var deed = words.deed();
    return handle
            .createUpdate(
                """
                insert into complaint_event (complaint_id, at, kind, how, words, sender_key)
                values (:complaint, :at, :kind, :how, :words, :key)
                on conflict (sender_key) do nothing""")
            .bind("complaint", complaint.id())
            .bind("at", now)
            .bind("kind", deed.kind())
            .bind("how", deed.how())
            .bind("words", deed.words())
            .bind("key", Written.orNull(words.senderKey()))
            .execute()
        > 0;
  }

  /**
   * Asks who handles it, else any adviser, to read what came; once, however much came.
   *
   * @param kind of what came: the work item's
   */
  static void askToRead(
      Handle handle, WorkItems workItems, Complaint complaint, String kind, Instant now) {
    if (workItems.asks(Complaints.SUBJECT, complaint.id(), kind)) {
      return;
    }
    var item =
        new WorkItem(
            kind,
            null,
            null,
            Complaints.SUBJECT,
            complaint.id(),
            complaint.number(),
            roleOf(handle, complaint.handlerId()),
            null,
            List.of(IS_READ),
            null,
            now);
    if (complaint.handlerId() != null) {
      item.inHandsOf(complaint.handlerId());
    }
    workItems.open(item);
  }

  private static String roleOf(Handle handle, Long handler) {
    return handle
        .createQuery(
            """
            select role_code from identity_staff_role
             where staff_id = :staff and role_code in ('adviser', 'backOfficeHandler', 'complaintCoordinator', 'teamLead')
             order by role_code limit 1""")
        .bind("staff", handler)
        .mapTo(String.class)
        .findOne()
        .orElse(ANYBODY);
  }
}
