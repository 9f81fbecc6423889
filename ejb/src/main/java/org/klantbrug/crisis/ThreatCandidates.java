package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;
import org.klantbrug.threat.Judgement;
import org.klantbrug.threat.RunningMatters;
import org.klantbrug.threat.ThreatJudged;
import org.klantbrug.threat.ThreatReport;

/**
 * Reports of threats that were judged to be a crisis: each waits for a decision as one, and is
 * known until that crisis is over.
 */
@ApplicationScoped
public class ThreatCandidates implements RunningMatters {
  private Crises crises;

  /** For the container. */
  protected ThreatCandidates() {}

  /** Proposes here. */
  @Inject
  public ThreatCandidates(Crises crises) {
    this.crises = crises;
  }

  /** What was judged is proposed in the same transaction, in the words of who judged it. */
  void onJudged(@Observes ThreatJudged judged) {
    if (judged.judgement() == Judgement.CRISIS) {
      var report = judged.report();
      crises.propose(
          judged.handle(),
          new NewCrisis(name(report), report.reason(), null, false),
          report.id(),
          whoJudged(judged.handle(), report));
    }
  }

  /** Those whose crisis is not closed, and was not rejected. */
  @Override
  public Set<Long> reports(Handle handle) {
    return handle
        .createQuery(
            """
            select threat_id from crisis_crisis
             where threat_id is not null and state in ('CANDIDATE', 'DECLARED', 'STOOD_DOWN')""")
        .mapTo(Long.class)
        .set();
  }

  /** Its number and what it has to do with, until who leads calls it otherwise. */
  private static String name(ThreatReport report) {
    return report.merger() == null ? report.number() : name(report.number(), report.merger());
  }

  /** A merger may be called longer than a crisis. */
  static String name(String number, String merger) {
    var name = number + " " + merger;
    return name.length() <= NewCrisis.LONGEST_NAME
        ? name
        : name.substring(0, NewCrisis.LONGEST_NAME - 1).strip() + "…";
  }

  private static Staff whoJudged(Handle handle, ThreatReport report) {
    var login =
        handle
            .createQuery("select login from identity_staff where id = :id")
            .bind("id", report.judgedById())
            .mapTo(String.class)
            .one();
    return new Staff(
        report.judgedById(), login, report.judgedBy(), "nl", false, null, Set.of(), Set.of());
  }
}
