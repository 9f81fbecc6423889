package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** What happens elsewhere and concerns threats. */
@ApplicationScoped
public class ThreatSteps {
  /**
   * The task of who judges is answered by judging the report, never by the answer alone: nobody
   * would read why.
   */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Threats.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("threat.answered-on-its-page");
    }
  }
}
