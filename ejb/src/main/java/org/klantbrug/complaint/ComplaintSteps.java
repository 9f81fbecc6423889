package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/**
 * A task of {@code complaintHandling} is answered by doing the step with the complaint, never by
 * the answer alone: the complaint would know nothing of it.
 */
@ApplicationScoped
public class ComplaintSteps {

  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Complaints.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("complaint.answered-on-its-page");
    }
    if (HeldTasks.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("complaint.taken-up-in-its-list");
    }
  }
}
