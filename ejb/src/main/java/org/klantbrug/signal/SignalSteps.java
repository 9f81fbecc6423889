package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.complaint.ComplaintIdentified;
import org.klantbrug.complaint.FeedbackGiven;
import org.klantbrug.outbound.Messages;
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

  /**
   * A link that a complaint stands in belongs to the customer whose complaint it is, and so does
   * what was written to him; where he is linked by the same complaint already it stays.
   */
  void onIdentified(@Observes ComplaintIdentified given) {
    given
        .handle()
        .createQuery(
            """
            update signal_customer x set identity_id = :identity
             where x.complaint_id = :complaint and x.identity_id is distinct from :identity
               and not exists (select from signal_customer y where y.signal_id = x.signal_id
                                  and y.complaint_id = x.complaint_id and y.identity_id = :identity)
            returning x.signal_id, x.id""")
        .bind("identity", given.identity())
        .bind("complaint", given.complaint())
        .map((row, context) -> Map.entry(row.getLong("signal_id"), row.getLong("id")))
        .list()
        .forEach(
            link ->
                Messages.lettersBelongTo(
                    given.handle(),
                    Signals.SUBJECT,
                    link.getKey(),
                    Long.toString(link.getValue()),
                    given.identity()));
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
