package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** What the programme does when something happens elsewhere. */
@ApplicationScoped
class ProgrammeSteps {
  /** A task is answered on the page of its item: what shows that it is done stands there. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (ItemWork.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("programme.answered-on-its-page");
    }
  }
}
