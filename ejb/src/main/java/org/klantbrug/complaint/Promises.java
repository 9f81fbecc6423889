package org.klantbrug.complaint;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** When it was promised to say later what came of a complaint, as its history tells. */
final class Promises {
  private Promises() {}

  /** Whether it was promised, or promised anew, after a moment. */
  static boolean isChangedSince(Handle handle, Complaint complaint, Instant moment) {
    return is(handle, complaint, moment, SINCE);
  }

  /** As {@link #isChangedSince}, while the customer did not hear of that promise. */
  static boolean isUntoldSince(Handle handle, Complaint complaint, Instant moment) {
    return is(handle, complaint, moment, SINCE + UNTOLD);
  }

  private static final String SINCE =
      """
      select count(*) from complaint_event p
       where p.complaint_id = :complaint and p.kind = 'feedbackPromised' and p.at > :moment
      """;

  private static final String UNTOLD =
      """
      and not exists (select from complaint_event t
                       where t.complaint_id = p.complaint_id and t.kind = 'promiseTold' and t.id > p.id)
      """;

  private static boolean is(Handle handle, Complaint complaint, Instant moment, String which) {
    return handle
            .createQuery(which)
            .bind("complaint", complaint.id())
            .bind("moment", moment)
            .mapTo(Long.class)
            .one()
        > 0;
  }
}
