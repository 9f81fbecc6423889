package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.DataLeakFound;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.Incident.Risk;
import org.klantbrug.privacy.Incident.State;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * What may be a data leak: the privacy officer judges it, decides whether the authority hears of it
 * (AVG article 33: within 72 hours after we knew), and has the customer told where his risk is high
 * (article 34). None is over without a decision and its reason.
 */
@ApplicationScoped
public class Incidents {
  /** How clocks name one. */
  public static final String CLOCKED = "PRIVACY_INCIDENT";

  /** How work items name one. */
  public static final String SUBJECT = "privacy_incident";

  private static final String OFFICER = "privacyOfficer";
  private static final String ASSESS = "assessLeak";
  private static final String DECIDE = "decideLeak";
  private static final String INFORM = "informOfLeak";
  private static final int LONGEST = 20_000;
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_REFERENCE = 200;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Clocks clocks;
  private WorkItems workItems;

  /** For the container. */
  protected Incidents() {}

  /** Works with these. */
  @Inject
  public Incidents(
      Database database, BusinessClock clock, Audit audit, Clocks clocks, WorkItems workItems) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.clocks = clocks;
    this.workItems = workItems;
  }

  /** Begins one, in the transaction of who found it. */
  void onFound(@Observes DataLeakFound found) {
    var handle = found.handle();
    var number = IncidentRows.number(handle, clock.today().getYear());
    var id =
        IncidentRows.add(found, number, clock.now())
            .orElseThrow(() -> new RuleBroken("privacy.leak-reported", found.number()));
    clocks.arm(
        handle,
        new ClockOrder(
            CLOCKED,
            id,
            number,
            Stage.LEAK,
            null,
            found.knownAt(),
            null,
            Owner.role(OFFICER),
            List.of()),
        found.by().id());
    ask(id, number, ASSESS, "assessed");
  }

  private void ask(long id, String number, String kind, String answer) {
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            SUBJECT,
            id,
            number,
            OFFICER,
            null,
            List.of(answer),
            null,
            clock.now()));
  }

  /** Those in sight: what is to be done first, and then what ended last. */
  public List<Incident> list(int limit, Staff staff) {
    return database.with(handle -> IncidentRows.list(handle, limit, sight(staff)));
  }

  /**
   * Opens one and writes that down.
   *
   * @throws RuleBroken if there is none in sight
   */
  public Incident open(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var incident = IncidentRows.read(handle, id, sight(by));
          note(handle, incident, "leakOpened", by);
          return incident;
        });
  }

  private Sight sight(Staff staff) {
    return new Sight(clock.today(), staff.cleanTeam());
  }

  private void note(Handle handle, Incident incident, String deed, Staff by) {
    audit.record(
        handle,
        by.id(),
        by.login(),
        deed,
        incident.sourceKind(),
        incident.sourceId(),
        incident.number());
  }

  /**
   * Judges it.
   *
   * @param version as it was read
   * @param words whose data, which, who saw them, and what can come of it
   */
  public void assess(long id, int version, Risk risk, String words, Staff by) {
    if (risk == null) {
      throw new RuleBroken("privacy.leak-risk");
    }
    var values = values(by);
    values.put("risk", risk.name());
    values.put("words", needed(words, LONGEST, "privacy.leak-assessment"));
    database.inTransaction(
        handle -> {
          var incident = hold(handle, id, version, State.ASSESS, by);
          IncidentRows.change(
              handle,
              id,
              "state = 'DECIDE', risk = :risk, assessment = :words, assessed_by = :by, assessed_at = :now",
              values);
          note(handle, incident, "leakAssessed", by);
          ask(id, incident.number(), DECIDE, "decided");
          workItems.answered(SUBJECT, id, ASSESS, by, "assessed");
          return null;
        });
  }

  /**
   * What was decided.
   *
   * @param notified whether the authority was told; null if nobody chose
   * @param reference under which it has it; may be empty
   * @param reason why it was told, or why not
   */
  public record Decision(Boolean notified, String reference, String reason) {}

  /** Decides whether the authority hears of it; that ends the 72 hours. */
  public void decide(long id, int version, Decision decision, Staff by) {
    if (decision.notified() == null) {
      throw new RuleBroken("privacy.leak-decision");
    }
    var values = values(by);
    values.put("notified", decision.notified());
    values.put("reference", reference(decision));
    values.put("words", needed(decision.reason(), LONGEST_REASON, "privacy.leak-reason"));
    database.inTransaction(
        handle -> {
          clocks.holdAll(handle, CLOCKED, id);
          var incident = hold(handle, id, version, State.DECIDE, by);
          var informs = incident.risk() == Risk.HIGH;
          values.put("state", (informs ? State.INFORM : State.ENDED).name());
          IncidentRows.change(
              handle,
              id,
              "state = :state, notified = :notified, reference = :reference, decision_reason = :words, decided_by = :by,"
                  + " decided_at = :now",
              values);
          note(handle, incident, "leakDecided", by);
          clocks.met(handle, CLOCKED, id, Stage.LEAK, clock.now(), by.id());
          if (informs) {
            ask(id, incident.number(), INFORM, "informed");
          }
          workItems.answered(SUBJECT, id, DECIDE, by, "decided");
          return null;
        });
  }

  private static String reference(Decision decision) {
    var typed = decision.reference();
    if (typed != null && typed.length() > LONGEST_REFERENCE) {
      throw new RuleBroken("complaint.text-too-long", LONGEST_REFERENCE);
    }
    return typed == null || typed.isBlank() ? null : typed.strip();
  }

  /** The customer heard of it; only where his risk is high this is asked. */
  public void inform(long id, int version, String words, Staff by) {
    var values = values(by);
    values.put("words", needed(words, LONGEST, "privacy.leak-informed"));
    database.inTransaction(
        handle -> {
          var incident = hold(handle, id, version, State.INFORM, by);
          IncidentRows.change(
              handle,
              id,
              "state = 'ENDED', informed_words = :words, informed_by = :by, informed_at = :now",
              values);
          note(handle, incident, "leakInformed", by);
          workItems.answered(SUBJECT, id, INFORM, by, "informed");
          return null;
        });
  }

  private Incident hold(Handle handle, long id, int version, State state, Staff by) {
    return IncidentRows.hold(handle, id, version, state, sight(by));
  }

  private Map<String, Object> values(Staff by) {
    var values = new HashMap<String, Object>();
    values.put("by", by.id());
    values.put("now", clock.now());
    return values;
  }

  private static String needed(String words, int most, String missing) {
    if (words == null || words.isBlank()) {
      throw new RuleBroken(missing);
    }
    if (words.length() > most) {
      throw new RuleBroken("complaint.text-too-long", most);
    }
    return words.strip();
  }

  /** A task is answered by doing the step with the leak: it would know nothing of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (SUBJECT.equals(answer.item().subjectKind())) {
      throw new RuleBroken("privacy.answered-on-its-page");
    }
  }
}
