package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.klantbrug.alarm.AlarmRaised;
import org.klantbrug.complaint.ComplaintThreatens;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/** What happens elsewhere and concerns threats. */
@ApplicationScoped
public class ThreatSteps {
  private static final int MODERATE = 2;
  private static final int WORST = 3;

  private Threats threats;

  /** For the container. */
  protected ThreatSteps() {}

  /** Works with these. */
  @Inject
  public ThreatSteps(Threats threats) {
    this.threats = threats;
  }

  /**
   * The task of who judges is answered by judging the report, never by the answer alone: nobody
   * would read why.
   */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (Threats.SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("threat.answered-on-its-page");
    }
  }

  /**
   * A customer threatens in his complaint: one report of each complaint, however often it is said.
   */
  void onComplaint(@Observes ComplaintThreatens complaint) {
    threats.reportBySystem(
        complaint.handle(),
        new NewThreat(
            "complaint-" + complaint.complaintId(),
            Source.CUSTOMER,
            MODERATE,
            complaint.number(),
            null,
            null,
            new NewThreat.About(null, complaint.complaintId(), null, null, null),
            null),
        Origin.COMPLAINT,
        complaint.by());
  }

  /** Early warning, with the figures attached. */
  void onAlarm(@Observes AlarmRaised alarm) {
    var findings = alarm.figures().stream().map(Finding::of).toList();
    var id =
        threats.reportBySystem(
            alarm.handle(),
            new NewThreat(
                "alarm-" + alarm.alarmId(),
                Source.SYSTEM,
                findings.stream().anyMatch(Finding::isFar) ? WORST : MODERATE,
                alarm.merger(),
                null,
                null,
                new NewThreat.About(null, null, alarm.mergerId(), alarm.waveId(), alarm.alarmId()),
                null),
            Origin.ALARM,
            null);
    ThreatRows.figures(alarm.handle(), id, findings);
  }
}
