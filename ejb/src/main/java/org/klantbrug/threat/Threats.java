package org.klantbrug.threat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;
import org.klantbrug.work.WorkItems;

/**
 * The steps of a report: sent, taken up, judged, joined to another about the same matter. Each
 * names the version that was read: of two who judge at once one does, and the other reads what he
 * said. What comes of a report is told to all who reported the matter.
 */
@ApplicationScoped
public class Threats {
  /** How work items, the log and processes call a report. */
  public static final String SUBJECT = "threat";

  /** The task of who judges it. */
  static final String JUDGE = "judgeThreat";

  private static final String PROCESS = "threatTriage";
  private static final String LOOK_AGAIN = "threatLookedAtAgain";
  private static final String NOT_JUDGED = "threatNotJudged";
  private static final int LONGEST_REASON = 2_000;
  private static final int FURTHEST_DAYS = 92;
  private static final int MORNING = 8;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Cases cases;
  private WorkItems workItems;
  private PhoneChain chain;
  private ThreatMail mail;
  private Event<ThreatJudged> judged;

  /** For the container. */
  public Threats() {}

  /** Works with these. */
  @Inject
  public Threats(
      Database database,
      BusinessClock clock,
      Audit audit,
      Cases cases,
      WorkItems workItems,
      PhoneChain chain,
      ThreatMail mail,
      Event<ThreatJudged> judged) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.cases = cases;
    this.workItems = workItems;
    this.chain = chain;
    this.mail = mail;
    this.judged = judged;
  }

  /**
   * A colleague saw something; who has duty is called.
   *
   * @return its key; that of the first if this form was sent before
   * @throws RuleBroken {@code threat.*}: what is missing
   */
  @Transactional
  public long report(NewThreat seen, Staff by) {
    return database.inTransaction(
        handle -> report(handle, seen, Origin.PERSON, by.id(), by.login()));
  }

  /**
   * As {@link #report}, by a program that listens outside.
   *
   * @param by under whose token it works
   */
  @Transactional
  public long reportFromOutside(NewThreat seen, Staff by) {
    return database.inTransaction(
        handle -> report(handle, seen, Origin.OUTSIDE, by.id(), by.login()));
  }

  /**
   * The system saw something, in the transaction of its cause.
   *
   * @param by who made it show; null for nobody
   */
  long reportBySystem(Handle handle, NewThreat seen, Origin origin, Staff by) {
    return report(
        handle, seen, origin, by == null ? null : by.id(), by == null ? "system" : by.login());
  }

  private long report(Handle handle, NewThreat seen, Origin origin, Long by, String actor) {
    var now = clock.now();
    var threat = seen.checked(now);
    var id = ThreatRows.insert(handle, threat, origin, by, now);
    id.ifPresent(
        added -> {
          ThreatRows.note(handle, added, "REPORTED", by, null, null, now);
          audit.record(handle, by, actor, "threatReported", SUBJECT, added, origin.name());
          var report = ThreatRows.hold(handle, added);
          ThreatRows.ledBy(
              handle, added, cases.start(PROCESS, report.number(), Map.of("threatId", added)));
          chain.callNext(handle, report);
        });
    return id.or(() -> ThreatRows.sentWith(handle, threat.key()))
        .orElseThrow(() -> new RuleBroken("threat.unknown", threat.key()));
  }

  /** Somebody says that he judges it: the next one is not called until his time is over too. */
  @Transactional
  public void take(long id, int version, Staff by) {
    step(
        id,
        version,
        (handle, report) -> {
          report.mustWait();
          var now = clock.now();
          var next = now.plus(ThreatSettings.pace(handle).within());
          ThreatRows.with(handle, id, by.id(), report.calls(), report.dueAt(), next);
          workItems.passTo(SUBJECT, id, JUDGE, by.id());
          done(handle, id, "TAKEN", by, null);
        });
  }

  /**
   * Judges it.
   *
   * @param judgement null if nothing was chosen
   * @param reason for who reported it to read
   * @param lookAgain the day on which it comes back, if it is watched; null else
   * @throws RuleBroken {@code threat.*}; {@link org.klantbrug.shared.ChangedMeanwhile} if a
   *     colleague took a step since
   */
  @Transactional
  public void judge(
      long id, int version, Judgement judgement, String reason, LocalDate lookAgain, Staff by) {
    if (judgement == null) {
      throw new RuleBroken("threat.what");
    }
    var why = reasoned(reason);
    var again = judgement == Judgement.WATCH ? morning(lookAgain) : null;
    step(
        id,
        version,
        (handle, report) -> {
          report.mustBeJudgeable();
          end(
              handle,
              report,
              new ThreatRows.Verdict(judgement.state(), why, null, again, by.id(), clock.now()),
              judgement.outcome(),
              by);
          done(handle, id, "JUDGED", by, judgement.name());
          var after = ThreatRows.read(handle, id);
          ThreatList.together(handle, id).forEach(each -> mail.answer(handle, each, after));
          judged.fire(new ThreatJudged(handle, after, judgement));
        });
  }

  /**
   * It is about the same matter as another report, which is judged instead of it; if it was judged
   * already, who reported it hears what came of it.
   *
   * @param to number of the other one
   */
  @Transactional
  public void join(long id, int version, String to, String reason, Staff by) {
    var why = reasoned(reason);
    database.inTransaction(
        handle -> {
          ThreatList.numbered(handle, to)
              .ifPresent(other -> ThreatRows.holdInOrder(handle, id, other));
          var report = ThreatRows.hold(handle, id);
          report.mustBe(version);
          report.mustBeJudgeable();
          join(handle, report, ThreatList.joinable(handle, id, to), why, by);
          return null;
        });
  }

  private void join(Handle handle, ThreatReport report, ThreatReport other, String why, Staff by) {
    var together = ThreatList.together(handle, report.id());
    end(
        handle,
        report,
        new ThreatRows.Verdict(State.JOINED, why, other.id(), null, by.id(), clock.now()),
        "joined",
        by);
    ThreatRows.joinAll(handle, report, other.id());
    done(handle, report.id(), "JOINED_TO", by, other.number());
    ThreatRows.note(handle, other.id(), "JOINED_BY", by.id(), null, report.number(), clock.now());
    if (other.state() != State.OPEN) {
      var judged = ThreatRows.read(handle, other.id());
      together.forEach(each -> mail.answer(handle, each, judged));
    }
  }

  /** One that is watched waits again first, so that its process is where it is answered. */
  private void end(
      Handle handle, ThreatReport report, ThreatRows.Verdict verdict, String outcome, Staff by) {
    if (report.state() == State.WATCH) {
      cases.tell(report.processId(), LOOK_AGAIN, by.id());
    }
    ThreatRows.judged(handle, report, verdict, ThreatSettings.pace(handle).within());
    workItems.happened(SUBJECT, report.id(), JUDGE, by, outcome);
  }

  /** Who reported it read what came of it. */
  @Transactional
  public void seen(long id, Staff by) {
    database.use(
        handle ->
            handle
                .createUpdate(
                    """
                    update threat_report set seen_at = :now
                     where id = :id and reported_by = :by and seen_at is null and judged_at is not null""")
                .bind("now", clock.now())
                .bind("id", id)
                .bind("by", by.id())
                .execute());
  }

  /** Nobody judged it in time: the next one is called. Nothing happens if somebody just did. */
  @Transactional
  public void callNext(long id) {
    database.inTransaction(
        handle -> {
          var report = ThreatRows.hold(handle, id);
          if (report.state() == State.OPEN && !report.nextAt().isAfter(clock.now())) {
            if (report.holderId() != null) {
              cases.tell(report.processId(), NOT_JUDGED, report.holderId());
            }
            chain.callNext(handle, report);
          }
          return null;
        });
  }

  /** Its day came: it waits to be judged again. */
  @Transactional
  public void lookAgain(long id) {
    database.inTransaction(
        handle -> {
          var report = ThreatRows.hold(handle, id);
          if (report.state() == State.WATCH && !report.lookAgainAt().isAfter(clock.now())) {
            waitAgain(handle, report, "LOOK_AGAIN");
          }
          return null;
        });
  }

  /**
   * What is watched got much worse: it waits to be judged again before its day. Nothing happens if
   * somebody just judged it otherwise.
   *
   * @param findings what was counted now
   */
  void worse(Handle handle, long id, List<Finding> findings) {
    var report = ThreatRows.hold(handle, id);
    if (report.state() == State.WATCH) {
      ThreatRows.moreFigures(handle, id, findings);
      waitAgain(handle, report, "WORSE");
    }
  }

  private void waitAgain(Handle handle, ThreatReport report, String why) {
    ThreatRows.waitsAgain(handle, report.id(), clock.now());
    ThreatRows.note(handle, report.id(), why, null, null, null, clock.now());
    cases.tell(report.processId(), LOOK_AGAIN, report.judgedById());
    chain.callNext(handle, ThreatRows.read(handle, report.id()));
  }

  private void step(long id, int version, BiConsumer<Handle, ThreatReport> what) {
    database.inTransaction(
        handle -> {
          var report = ThreatRows.hold(handle, id);
          report.mustBe(version);
          what.accept(handle, report);
          return null;
        });
  }

  private void done(Handle handle, long id, String kind, Staff by, String how) {
    ThreatRows.note(handle, id, kind, by.id(), null, how, clock.now());
    audit.record(handle, by.id(), by.login(), "threatStep", SUBJECT, id, kind);
  }

  private Instant morning(LocalDate day) {
    if (day == null
        || !day.isAfter(clock.today())
        || day.isAfter(clock.today().plusDays(FURTHEST_DAYS))) {
      throw new RuleBroken("threat.look-again", FURTHEST_DAYS);
    }
    return day.atTime(MORNING, 0).atZone(BusinessClock.ZONE).toInstant();
  }

  private static String reasoned(String typed) {
    var reason = typed == null ? "" : typed.strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new RuleBroken("threat.why", LONGEST_REASON);
    }
    return reason;
  }
}
