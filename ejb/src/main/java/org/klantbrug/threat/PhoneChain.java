package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItems;

/**
 * Who is called for a report, one after the other until somebody judges it: who has duty, the
 * deputy, who leads crises; then from the beginning. Without anybody on duty all who lead are
 * called at once. This clock runs day and night.
 */
@ApplicationScoped
public class PhoneChain {
  private BusinessClock clock;
  private WorkItems workItems;
  private ThreatMail mail;

  /** For the container. */
  protected PhoneChain() {}

  /** Works with these. */
  @Inject
  public PhoneChain(BusinessClock clock, WorkItems workItems, ThreatMail mail) {
    this.clock = clock;
    this.workItems = workItems;
    this.mail = mail;
  }

  /** How somebody comes to be called. */
  enum How {
    DUTY,
    DEPUTY,
    LEAD
  }

  /** Somebody in the chain. */
  record Rung(long staffId, How how) {}

  /** Calls the next one for a report that is held and waits. */
  void callNext(Handle handle, ThreatReport report) {
    var now = clock.now();
    var rungs = rungs(handle, now);
    var pace = ThreatSettings.pace(handle);
    var due = report.calls() == 0 ? now.plus(pace.within()) : report.dueAt();
    if (rungs.isEmpty()) {
      ThreatRows.with(
          handle, report.id(), null, 0, due, now.plus(Duration.ofMinutes(pace.again())));
      return;
    }
    var at = report.calls() % rungs.size();
    var called = rungs.get(at);
    ThreatRows.with(
        handle,
        report.id(),
        called.staffId(),
        report.calls() + 1,
        due,
        report.calls() == 0 ? due : now.plus(Duration.ofMinutes(pause(pace, at, rungs.size()))));
    workItems.passTo(Threats.SUBJECT, report.id(), Threats.JUDGE, called.staffId());
    calledAtOnce(rungs, report.calls()).forEach(each -> call(handle, report, each, now));
  }

  private static int pause(ThreatSettings.Pace pace, int at, int size) {
    return at + 1 == size ? pace.again() : pace.chain();
  }

  /** One; at the first call without anybody on duty all who lead. */
  private static List<Rung> calledAtOnce(List<Rung> rungs, int calls) {
    return calls == 0 && rungs.get(0).how() == How.LEAD
        ? rungs
        : List.of(rungs.get(calls % rungs.size()));
  }

  private void call(Handle handle, ThreatReport report, Rung rung, Instant now) {
    ThreatRows.note(handle, report.id(), "CALLED", null, rung.staffId(), rung.how().name(), now);
    if (mail.call(handle, report, rung.staffId(), now)) {
      ThreatRows.note(handle, report.id(), "MAILED", null, rung.staffId(), null, now);
    }
  }

  /** Who is called, in order, as the roster is at a moment. */
  static List<Rung> rungs(Handle handle, Instant now) {
    var rungs = new ArrayList<Rung>();
    DutyRoster.at(handle, now)
        .ifPresent(
            duty -> {
              rungs.add(new Rung(duty.staffId(), How.DUTY));
              if (duty.deputyId() != null) {
                rungs.add(new Rung(duty.deputyId(), How.DEPUTY));
              }
            });
    DutyRoster.people(handle).stream()
        .filter(DutyRoster.Person::leads)
        .filter(lead -> rungs.stream().noneMatch(each -> each.staffId() == lead.id()))
        .forEach(lead -> rungs.add(new Rung(lead.id(), How.LEAD)));
    return List.copyOf(rungs);
  }
}
