package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * What went well in a crisis, what did not, and what changes because of it. A crisis is not closed
 * before it is written, with an action or with why none is needed.
 */
@ApplicationScoped
public class Evaluations implements ClosingRule {
  /** How work and the log call an action. */
  public static final String SUBJECT = "crisisAction";

  /** Two weeks: later, nobody remembers how it was. */
  private static final int WEEKS = 2;

  private static final String DO = "doCrisisAction";
  private static final LocalTime END_OF_DAY = LocalTime.of(17, 0);
  private static final int LONGEST = 4000;
  private static final int LONGEST_ACTION = 1000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CrisisLog log;
  private WorkItems work;

  /** For the container. */
  protected Evaluations() {}

  /** Works with these. */
  @Inject
  public Evaluations(
      Database database, BusinessClock clock, Audit audit, CrisisLog log, WorkItems work) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.log = log;
    this.work = work;
  }

  /**
   * As somebody writes it; what is left open can be written later.
   *
   * @param noActionWhy why nothing has to change; null or empty if something does
   */
  public record Wish(String wentWell, String wentWrong, String causes, String noActionWhy) {
    private Wish checked() {
      return new Wish(field(wentWell), field(wentWrong), field(causes), why(noActionWhy));
    }

    private static String field(String typed) {
      return Words.orNull(typed, LONGEST, "crisis.evaluation-long");
    }

    private static String why(String typed) {
      return Words.orNull(typed, Words.REASON, "crisis.evaluation-long");
    }
  }

  /** What was learnt from a crisis; empty before it was stood down. */
  public Optional<Evaluation> find(long crisis) {
    return database.with(handle -> EvaluationRows.find(handle, crisis));
  }

  /** What changes because of a crisis; what must be done first on top, what is over last. */
  public List<LearntAction> actions(long crisis) {
    return database.with(handle -> EvaluationRows.actions(handle, crisis));
  }

  /**
   * One action.
   *
   * @throws RuleBroken {@code crisis.action-unknown}
   */
  public LearntAction action(long id) {
    return database.with(handle -> EvaluationRows.action(handle, id));
  }

  /** It is over: by when somebody writes what was learnt. */
  void onStoodDown(@Observes CrisisStoodDown event) {
    var due = clock.today().plusWeeks(WEEKS);
    EvaluationRows.begin(event.handle(), event.crisis().id(), due);
    work.dueBy(CrisisWork.SUBJECT, event.crisis().id(), CrisisWork.EVALUATE, end(due));
  }

  private static java.time.Instant end(LocalDate day) {
    return day.atTime(END_OF_DAY).atZone(BusinessClock.ZONE).toInstant();
  }

  /**
   * Writes it.
   *
   * @param seen the version on which this was decided
   * @throws RuleBroken {@code crisis.*}: the crisis was not stood down; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if a colleague wrote meanwhile
   */
  @Transactional
  public void write(long crisis, int seen, Wish typed, Staff by) {
    var wish = typed.checked();
    database.inTransaction(
        handle -> {
          CrisisRows.hold(handle, crisis).mustBeStoodDown();
          EvaluationRows.write(handle, crisis, seen, wish, by, clock.now());
          noted(handle, crisis, "EVALUATED", by);
          return null;
        });
  }

  private void noted(Handle handle, long crisis, String kind, Staff by) {
    audit.record(handle, by.id(), by.login(), "crisisStep", CrisisWork.SUBJECT, crisis, kind);
  }

  /**
   * Something changes because of it; it is on the list of who does it.
   *
   * @return its key
   * @throws RuleBroken {@code crisis.*}: words, a person or a day are missing, or the crisis was
   *     not stood down
   */
  @Transactional
  public long add(long crisis, String typed, Long owner, LocalDate due, Staff by) {
    var words = Words.needed(typed, LONGEST_ACTION, "crisis.action-words");
    if (owner == null || due == null || due.isBefore(clock.today())) {
      throw new RuleBroken("crisis.action-when");
    }
    return database.inTransaction(
        handle -> {
          var over = CrisisRows.hold(handle, crisis);
          over.mustBeStoodDown();
          ScenarioRows.mustBeThere(handle, owner);
          var id = EvaluationRows.add(handle, crisis, words, owner, due, by, clock.now());
          open(over, id, owner, due);
          log.add(handle, crisis, "ACTION_ADDED", words, by);
          noted(handle, crisis, "ACTION_ADDED", by);
          return id;
        });
  }

  private void open(Crisis crisis, long id, long owner, LocalDate due) {
    var task =
        new WorkItem(
            DO,
            null,
            null,
            SUBJECT,
            id,
            crisis.title(),
            "crisisMember",
            null,
            List.of("done", "dropped"),
            null,
            clock.now());
    task.inHandsOf(owner);
    task.dueBy(end(due));
    work.open(task);
  }

  /**
   * It is done, or somebody says why it is not.
   *
   * @param seen the version on which this was decided
   * @param typed what came of it, or why it is not done
   * @throws RuleBroken {@code crisis.action-result}: it is missing; {@link NotAllowed} for whoever
   *     neither owns it nor works on crises
   */
  @Transactional
  public void end(long id, int seen, boolean done, String typed, Staff by) {
    var result = Words.needed(typed, Words.REASON, "crisis.action-result");
    database.inTransaction(
        handle -> {
          var action = EvaluationRows.action(handle, id);
          if (!action.allows(by, Action.WORK_DO)) {
            throw new NotAllowed(Action.CRISIS_WORK);
          }
          var state = done ? LearntAction.State.DONE : LearntAction.State.DROPPED;
          EvaluationRows.end(handle, id, seen, state, result, by, clock.now());
          work.happened(SUBJECT, id, DO, by, done ? "done" : "dropped");
          log.add(
              handle,
              action.crisisId(),
              done ? "ACTION_DONE" : "ACTION_DROPPED",
              action.words() + "\n" + result,
              by);
          noted(handle, action.crisisId(), done ? "ACTION_DONE" : "ACTION_DROPPED", by);
          return null;
        });
  }

  /** What was learnt is written, and something changes or somebody says why not. */
  @Override
  public List<String> missing(Handle handle, long crisis) {
    var written = EvaluationRows.find(handle, crisis);
    var missing = new ArrayList<String>();
    if (written.isEmpty() || !written.get().isWritten()) {
      missing.add("EVALUATION");
    }
    if (EvaluationRows.actions(handle, crisis).isEmpty()
        && (written.isEmpty() || written.get().noActionWhy() == null)) {
      missing.add("ACTIONS");
    }
    return missing;
  }
}
