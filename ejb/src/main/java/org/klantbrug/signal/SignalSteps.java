package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.klantbrug.complaint.FeedbackGiven;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.RungKind;
import org.klantbrug.sla.RungReached;
import org.klantbrug.sla.Stage;
import org.klantbrug.work.WorkItemCompleting;

/** What happens elsewhere and concerns signals. */
@ApplicationScoped
public class SignalSteps {
  private SignalTelling telling;

  /** For the container. */
  public SignalSteps() {}

  /** Works with this. */
  @Inject
  public SignalSteps(SignalTelling telling) {
    this.telling = telling;
  }

  /** What is said with a complaint is not said once more for the signal. */
  void onFeedback(@Observes FeedbackGiven given) {
    telling.heardWithComplaint(given);
  }

  /** A task is answered by doing the step with the signal: it would know nothing of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Signals.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("signal.answered-on-its-page");
    }
  }

  /** That a department is late stands with the signal, and who was told. */
  void onRung(@Observes RungReached reached) {
    var clock = reached.clock();
    if (SignalClocks.SUBJECT.equals(clock.subjectKind())
        && clock.stage() == Stage.DEPARTMENT
        && reached.kind() == RungKind.BREACH) {
      var told =
          reached.told().stream()
              .map(owner -> owner.staffId() == null ? owner.role() : "staff:" + owner.staffId())
              .collect(Collectors.joining(" "));
      SignalRows.note(
          reached.handle(), clock.subjectId(), null, reached.at(), Deed.of("late", told, null));
    }
  }
}
