package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** What the end does when something happens elsewhere. */
@ApplicationScoped
class EndSteps {
  /** A task is answered on the page of the end: what is said or signed stands there. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (EndTasks.KINDS.contains(answer.item().kind())) {
      throw new RuleBroken("ending.answered-on-its-page");
    }
  }
}
