package org.klantbrug.complaint;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItems;

/**
 * What a complaint and its parts tell each other. Whoever handles a part is asked to read how the
 * whole went on; no part is closed by it.
 */
final class Relatives {
  /** Kind of the work item by which somebody reads how the whole went on. */
  static final String READ = "readParent";

  /** What others should know of. */
  private static final Set<String> NEWS =
      Set.of("outcomeTold", "closed", "reopened", "withdrawn", "passedOn", "endedAsDouble");

  private Relatives() {}

  /** Tells what was done with a complaint. */
  static void tell(
      Handle handle, WorkItems workItems, Complaint complaint, String deed, Instant now) {
    if (!NEWS.contains(deed)) {
      return;
    }
    for (var whole :
        keys(handle, complaint, "select other_id from complaint_link where complaint_id = :id")) {
      ComplaintRows.note(handle, whole, null, now, told("partWentOn", complaint, deed));
    }
    for (var part :
        keys(handle, complaint, "select complaint_id from complaint_link where other_id = :id")) {
      var everything = Sight.ofEverything(now.atZone(BusinessClock.ZONE).toLocalDate());
      var itself =
          ComplaintRows.hold(handle, part, everything); // somebody may be reading older news
      ComplaintRows.note(handle, part, null, now, told("wholeWentOn", complaint, deed));
      if (itself.stage().open()) {
        Replies.askToRead(handle, workItems, itself, READ, now);
      }
    }
  }

  private static List<Long> keys(Handle handle, Complaint complaint, String query) {
    return handle
        .createQuery(query + " and kind = 'CHILD' order by 1")
        .bind("id", complaint.id())
        .mapTo(Long.class)
        .list();
  }

  private static Deed told(String kind, Complaint complaint, String deed) {
    return Deed.aside(kind, deed, complaint.number());
  }
}
