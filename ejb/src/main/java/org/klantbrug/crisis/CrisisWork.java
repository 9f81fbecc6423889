package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** The process of a crisis, and who is asked to do what; a step in the room answers it. */
@ApplicationScoped
public class CrisisWork {
  /** How work and the log call a crisis. */
  public static final String SUBJECT = "crisis";

  /** How work calls somebody who is asked to join a team. */
  public static final String MEMBER = "crisis_member";

  static final String REPORT = "writeSituationReport";
  static final String WEIGH_FACT = "weighNewFact";
  static final String WEIGH_MEASURES = "weighMeasures";

  /** Answered where they stand on the list of work; their note is a decision. */
  static final List<String> WEIGHING = List.of(WEIGH_FACT, WEIGH_MEASURES);

  private static final String PROCESS = "crisisResponse";
  private static final String DECIDE = "decideCrisis";
  private static final String LEAD = "leadCrisis";
  private static final String EVALUATE = "evaluateCrisis";
  private static final String JOIN = "joinCrisisTeam";
  private static final String LAPSED = "lapsed";

  private Cases cases;
  private WorkItems work;
  private BusinessClock clock;

  /** For the container. */
  protected CrisisWork() {}

  /** Works with these. */
  @Inject
  public CrisisWork(Cases cases, WorkItems work, BusinessClock clock) {
    this.cases = cases;
    this.work = work;
    this.clock = clock;
  }

  /** The process begins: who leads crises is asked to decide. */
  String start(Crisis crisis) {
    return cases.start(PROCESS, crisis.number(), Map.of("crisisId", crisis.id()));
  }

  void decided(Crisis crisis, String outcome, Staff by) {
    work.happened(SUBJECT, crisis.id(), DECIDE, by, outcome);
    if (crisis.leadId() != null) {
      work.give(SUBJECT, crisis.id(), List.of(LEAD), crisis.leadId());
    }
  }

  /** Somebody is asked to look again at what is done, once however often it changes. */
  void scaled(Crisis crisis, boolean up, Staff by) {
    ask(crisis, WEIGH_MEASURES, up ? "scaleUp" : "scaleDown", by);
  }

  void newFact(Crisis crisis, Staff by) {
    ask(crisis, WEIGH_FACT, "newFact", by);
  }

  /** Asks for a situation report, unless one is waited for. */
  void askForReport(Crisis crisis) {
    if (!work.asks(SUBJECT, crisis.id(), REPORT)) {
      cases.tell(crisis.processInstance(), "situationReportDue", crisis.leadId());
    }
  }

  private void ask(Crisis crisis, String kind, String message, Staff by) {
    if (crisis.isRunning() && !work.asks(SUBJECT, crisis.id(), kind)) {
      cases.tell(crisis.processInstance(), message, by.id());
    }
  }

  void reported(Crisis crisis, Staff by) {
    work.happened(SUBJECT, crisis.id(), REPORT, by, "written");
  }

  /** What was asked while it ran is asked no more. */
  void stoodDown(Crisis crisis, Staff by) {
    for (var kind : List.of(REPORT, WEIGH_FACT, WEIGH_MEASURES)) {
      work.happened(SUBJECT, crisis.id(), kind, by, LAPSED);
    }
    work.happened(SUBJECT, crisis.id(), LEAD, by, "stoodDown");
  }

  void closed(Crisis crisis, Staff by) {
    work.happened(SUBJECT, crisis.id(), EVALUATE, by, "evaluated");
  }

  /** Somebody is asked to join the team: it is in his hands. */
  void askToJoin(long member, String title, String role, long staff) {
    var asked =
        new WorkItem(
            JOIN,
            null,
            null,
            MEMBER,
            member,
            title,
            role,
            null,
            List.of("isThere"),
            null,
            clock.now());
    asked.inHandsOf(staff);
    work.open(asked);
  }

  void joined(long member, Staff by) {
    work.happened(MEMBER, member, JOIN, by, "isThere");
  }

  /** He is in the team no more. */
  void left(long member) {
    work.withdraw(MEMBER, member);
  }
}
