package org.klantbrug.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.DataLeakFound;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.privacy.Incident.Origin;
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

  private static final String CUSTOMER = "customer";
  private static final String OFFICER = "privacyOfficer";
  private static final String ASSESS = "assessLeak";
  private static final String DECIDE = "decideLeak";
  private static final String CONFIRM = "confirmLeak";
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
    begin(
        found.handle(),
        new IncidentSource(
            Origin.COMPLAINT,
            Complaints.SUBJECT,
            found.complaint(),
            found.number(),
            found.identityId(),
            found.what(),
            found.knownAt(),
            found.by()));
  }

  /**
   * What a colleague found with a customer.
   *
   * @param origin null if nobody chose
   * @param knownAt since when we know of it; null for now
   */
  public record NewLeak(Origin origin, String what, Instant knownAt) {}

  /**
   * Reports what was found with a customer whose data somebody else saw; the privacy officer is
   * asked to judge it.
   *
   * @return its key
   * @throws RuleBroken if something is missing, or one of him is not over
   */
  public long report(long partyId, NewLeak leak, Staff by) {
    if (leak.origin() == null || leak.origin() == Origin.COMPLAINT) {
      throw new RuleBroken("privacy.leak-origin");
    }
    var what = needed(leak.what(), LONGEST, "complaint.leak-what");
    var known = leak.knownAt() == null ? clock.now() : leak.knownAt();
    if (known.isAfter(clock.now())) {
      throw new RuleBroken("complaint.leak-known");
    }
    return database.inTransaction(
        handle -> {
          var who = Subject.read(handle, partyId, sight(by));
          var whose = who.identities().stream().findFirst().orElse(null);
          var id =
              begin(
                  handle,
                  new IncidentSource(
                      leak.origin(),
                      CUSTOMER,
                      who.partyId(),
                      who.number(),
                      whose,
                      what,
                      known,
                      by));
          audit.record(handle, by.id(), by.login(), "leakReported", CUSTOMER, who.partyId(), null);
          return id;
        });
  }

  private long begin(Handle handle, IncidentSource found) {
    var number = IncidentRows.number(handle, clock.today().getYear());
    var id =
        IncidentRows.add(handle, found, number, clock.now())
            .orElseThrow(() -> new RuleBroken("privacy.leak-reported", found.name()));
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
    return id;
  }

  private void ask(long id, String number, String kind, String answer) {
    ask(id, number, kind, answer, OFFICER, null);
  }

  private void ask(
      long id, String number, String kind, String answer, String role, Long notStaffId) {
    workItems.open(
        new WorkItem(
            kind,
            null,
            null,
            SUBJECT,
            id,
            number,
            role,
            notStaffId,
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
   * Judges it; while nothing is decided also anew, as more may be known a day later.
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
          var incident = hold(handle, id, version, Set.of(State.ASSESS, State.DECIDE), by);
          IncidentRows.change(
              handle,
              id,
              "state = 'DECIDE', risk = :risk, assessment = :words, assessed_by = :by, assessed_at = :now",
              values);
          note(handle, incident, "leakAssessed", by);
          if (incident.state() == State.ASSESS) {
            ask(id, incident.number(), DECIDE, "decided");
            workItems.answered(SUBJECT, id, ASSESS, by, "assessed");
          }
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

  /**
   * Decides whether the authority hears of it; that ends the 72 hours, unless it can do harm and is
   * kept from the authority: then a second person must agree first.
   */
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
          var incident = hold(handle, id, version, Set.of(State.DECIDE), by);
          var asksSecond = incident.risk().harms() && !decision.notified();
          values.put("state", (asksSecond ? State.CONFIRM : after(incident)).name());
          IncidentRows.change(
              handle,
              id,
              "state = :state, notified = :notified, reference = :reference, decision_reason = :words, decided_by = :by,"
                  + " decided_at = :now",
              values);
          note(handle, incident, "leakDecided", by);
          if (asksSecond) {
            var role = SecondPerson.role(handle, Action.PRIVACY_INCIDENT, by);
            ask(id, incident.number(), CONFIRM, "confirmed", role, by.id());
          } else {
            decided(handle, incident, by);
          }
          workItems.answered(SUBJECT, id, DECIDE, by, "decided");
          return null;
        });
  }

  private static State after(Incident incident) {
    return incident.risk() == Risk.HIGH ? State.INFORM : State.ENDED;
  }

  /** The authority hears of it or not, for good: now the customer, where his risk is high. */
  private void decided(Handle handle, Incident incident, Staff by) {
    var id = incident.id();
    clocks.met(handle, CLOCKED, id, Stage.LEAK, clock.now(), by.id());
    if (after(incident) == State.INFORM) {
      clocks.arm(
          handle,
          new ClockOrder(
              CLOCKED,
              id,
              incident.number(),
              Stage.TELL_LEAK,
              null,
              incident.assessedAt(),
              null,
              Owner.role(OFFICER),
              List.of()),
          by.id());
      ask(id, incident.number(), INFORM, "informed");
    }
  }

  /**
   * A second person agrees that the authority is not told, or sends it back; who decided it may
   * take it back too.
   *
   * @param words why not; needed where he does not agree
   * @throws RuleBroken also if he agrees with what he decided himself
   */
  public void confirm(long id, int version, boolean agrees, String words, Staff by) {
    var values = values(by);
    if (!agrees) {
      values.put("words", needed(words, LONGEST_REASON, "privacy.leak-sent-back"));
    }
    database.inTransaction(
        handle -> {
          clocks.holdAll(handle, CLOCKED, id);
          var incident = hold(handle, id, version, Set.of(State.CONFIRM), by);
          if (agrees && incident.deciderId() == by.id()) {
            throw new RuleBroken("privacy.leak-second");
          }
          values.put("state", (agrees ? after(incident) : State.DECIDE).name());
          IncidentRows.change(handle, id, agrees ? AGREED : SENT_BACK, values);
          note(handle, incident, agrees ? "leakConfirmed" : "leakSentBack", by);
          if (agrees) {
            decided(handle, incident, by);
          } else {
            ask(id, incident.number(), DECIDE, "decided");
          }
          workItems.answered(SUBJECT, id, CONFIRM, by, "confirmed");
          return null;
        });
  }

  private static final String AGREED = "state = :state, confirmed_by = :by, confirmed_at = :now";
  private static final String SENT_BACK =
      "state = :state, notified = null, reference = null, decision_reason = null, decided_by = null, decided_at = null,"
          + " sent_back_words = :words, sent_back_by = :by, sent_back_at = :now";

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
          clocks.holdAll(handle, CLOCKED, id);
          var incident = hold(handle, id, version, Set.of(State.INFORM), by);
          IncidentRows.change(
              handle,
              id,
              "state = 'ENDED', informed_words = :words, informed_by = :by, informed_at = :now",
              values);
          note(handle, incident, "leakInformed", by);
          if (incident.informBy() != null) {
            clocks.met(handle, CLOCKED, id, Stage.TELL_LEAK, clock.now(), by.id());
          }
          workItems.answered(SUBJECT, id, INFORM, by, "informed");
          return null;
        });
  }

  private Incident hold(Handle handle, long id, int version, Set<State> states, Staff by) {
    return IncidentRows.hold(handle, id, version, states, sight(by));
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
    var kind = answer.item().subjectKind();
    if (List.of(PrivacyRequests.WORK, RetentionRules.WORK).contains(kind)) {
      throw new RuleBroken("privacy.confirmed-on-its-page");
    }
    if (SUBJECT.equals(kind)) {
      throw new RuleBroken("privacy.answered-on-its-page");
    }
  }
}
