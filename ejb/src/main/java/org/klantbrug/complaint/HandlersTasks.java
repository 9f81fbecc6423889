package org.klantbrug.complaint;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.work.WorkItems;

/**
 * The last steps are asked of the back office, and whoever handles the complaint may take them. An
 * adviser who took the step before goes on with it, so what is asked next is in his own list.
 */
final class HandlersTasks {
  private static final String APPROVAL = "approveLeniency";
  private static final List<String> LAST =
      List.of("writeExplanation", "giveOutcome", "closeComplaint");

  /** After these one of the last ones is asked. */
  private static final Set<String> BEFORE =
      Set.of("solveAtOnce", "decideComplaint", APPROVAL, "writeExplanation", "giveOutcome");

  private HandlersTasks() {}

  /**
   * Puts what is asked next on the list of the handler, if he took this step.
   *
   * @param answered the task that was answered; null if none was
   * @param by who answered it
   */
  static void give(
      Handle handle, WorkItems workItems, Complaint complaint, String answered, Staff by) {
    var handler = complaint.handlerId();
    if (handler != null
        && answered != null
        && BEFORE.contains(answered)
        && (by.id() == handler || answered.equals(APPROVAL) && asked(handle, complaint))) {
      workItems.give(Complaints.SUBJECT, complaint.id(), LAST, handler);
    }
  }

  /** Whether the leniency that another one approved was asked for by the handler. */
  private static boolean asked(Handle handle, Complaint complaint) {
    return handle
        .createQuery(
            """
            select exists (select from complaint_leniency
                            where complaint_id = :complaint and asked_by = :handler and state = 'GRANTED')""")
        .bind("complaint", complaint.id())
        .bind("handler", complaint.handlerId())
        .mapTo(Boolean.class)
        .one();
  }
}
