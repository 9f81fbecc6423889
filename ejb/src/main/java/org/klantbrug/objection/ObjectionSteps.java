package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/**
 * A task of {@code objectionHandling} is answered by doing the step with the objection, never by
 * the answer alone: the objection would know nothing of it.
 */
@ApplicationScoped
public class ObjectionSteps {

  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Objections.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("objection.answered-on-its-page");
    }
  }
}
