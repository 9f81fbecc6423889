package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.Nested;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/**
 * What is done in a crisis: the steps of the scenarios that were chosen, and those that somebody
 * added. Each is a task with a moment by the clock; what was done is in the log of the crisis.
 */
@ApplicationScoped
public class Playbook implements ClosingRule {
  private static final int LONGEST_WORDS = 2000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private CrisisLog log;
  private PlaybookTasks tasks;

  /** For the container. */
  protected Playbook() {}

  /** Works with these. */
  @Inject
  public Playbook(
      Database database, BusinessClock clock, Audit audit, CrisisLog log, PlaybookTasks tasks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.log = log;
    this.tasks = tasks;
  }

  /** A scenario that was chosen, as it was in that version. */
  public record Chosen(
      long scenarioId, @Nested("title") BothLanguages title, int version, String who, Instant at) {}

  /** The scenarios that were chosen, in the order in which they were. */
  public List<Chosen> chosen(long crisis) {
    return database.with(handle -> StepRows.chosen(handle, crisis));
  }

  /** The steps of a crisis: what must be done first on top, what is over last. */
  public List<PlaybookStep> steps(long crisis) {
    return database.with(handle -> StepRows.of(handle, crisis));
  }

  /**
   * One step.
   *
   * @throws RuleBroken {@code crisis.step-unknown}
   */
  public PlaybookStep read(long id) {
    return database.with(handle -> StepRows.read(handle, id));
  }

  /**
   * Turns the steps of a scenario into tasks. Those of the first scenario count from the
   * declaration, so that it shows how long choosing took; those of a later one from now.
   *
   * @return how many steps there are to do
   * @throws RuleBroken {@code crisis.*}: it does not run, the scenario was taken away or chosen
   *     before, or it has no steps
   */
  @Transactional
  public int choose(long crisis, long scenario, Staff by) {
    return database.inTransaction(
        handle -> {
          var running = running(handle, crisis);
          var written = ScenarioRows.read(handle, scenario);
          var steps = ScenarioRows.parts(handle, scenario).steps();
          if (written.ended() || steps.isEmpty()) {
            throw new RuleBroken("crisis.scenario-empty");
          }
          var from = StepRows.chosen(handle, crisis).isEmpty() ? running.decidedAt() : clock.now();
          if (!StepRows.chosen(handle, crisis, written, by, clock.now())) {
            throw new RuleBroken("crisis.scenario-chosen");
          }
          steps.forEach(step -> add(handle, crisis, scenario, step, from));
          noted(handle, crisis, "SCENARIO_CHOSEN", written.title().in(by.language()), by);
          return steps.size();
        });
  }

  private static Crisis running(Handle handle, long id) {
    var crisis = CrisisRows.hold(handle, id);
    crisis.mustRun();
    return crisis;
  }

  private long add(
      Handle handle, long crisis, Long scenario, ScenarioParts.Step step, Instant from) {
    var due = from.plus(Duration.ofMinutes(step.minutes()));
    var id = StepRows.add(handle, crisis, scenario, step, due);
    tasks.open(StepRows.read(handle, id));
    return id;
  }

  private void noted(Handle handle, long crisis, String kind, String text, Staff by) {
    log.add(handle, crisis, kind, text, by);
    audit.record(handle, by.id(), by.login(), "crisisStep", CrisisWork.SUBJECT, crisis, kind);
  }

  /**
   * Adds a step by hand; its minutes count from now.
   *
   * @return its key
   * @throws RuleBroken {@code crisis.*}: the crisis does not run, or something is missing
   */
  @Transactional
  public long add(long crisis, ScenarioParts.Step typed, Staff by) {
    var step = typed.checked();
    return database.inTransaction(
        handle -> {
          running(handle, crisis);
          ScenarioRows.mustBeDoer(handle, step);
          var id = add(handle, crisis, null, step, clock.now());
          noted(handle, crisis, "STEP_ADDED", step.what().in(by.language()), by);
          return id;
        });
  }

  /**
   * Gives a step to somebody.
   *
   * @param seen the version on which this was decided
   * @throws RuleBroken {@code crisis.step-*}: nobody is named; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if a colleague was there before
   */
  @Transactional
  public void give(long id, int seen, Long to, Staff by) {
    if (to == null) {
      throw new RuleBroken("crisis.step-owner");
    }
    database.inTransaction(
        handle -> {
          var step = open(handle, id, by);
          StepRows.give(handle, id, seen, to);
          var given = StepRows.read(handle, id);
          tasks.given(given);
          noted(handle, step.crisisId(), "STEP_GIVEN", said(given, given.owner(), by), by);
          return null;
        });
  }

  private static PlaybookStep open(Handle handle, long id, Staff by) {
    var step = StepRows.read(handle, id);
    CrisisRows.hold(handle, step.crisisId()).mustBeOpen();
    if (!step.allows(by, Action.WORK_DO)) {
      throw new NotAllowed(Action.CRISIS_WORK);
    }
    return step;
  }

  private static String said(PlaybookStep step, String words, Staff by) {
    var what = step.what().in(by.language());
    return words == null || words.isBlank() ? what : what + "\n" + words;
  }

  /**
   * It is done.
   *
   * @param evidence what shows that, in words; a file with the step shows it as well
   * @throws RuleBroken {@code crisis.step-evidence}: nothing shows it; {@link
   *     org.klantbrug.shared.ChangedMeanwhile} if a colleague was there before
   */
  @Transactional
  public void done(long id, int seen, String evidence, Staff by) {
    var words = Words.orNull(evidence, LONGEST_WORDS, "crisis.step-long");
    database.inTransaction(
        handle -> {
          var step = open(handle, id, by);
          if (step.evidence() && words == null && !StepRows.hasFile(handle, id)) {
            throw new RuleBroken("crisis.step-evidence");
          }
          end(handle, step, seen, PlaybookStep.State.DONE, words, by);
          return null;
        });
  }

  /**
   * It does not apply in this crisis.
   *
   * @param why in one or more sentences
   * @throws RuleBroken {@code crisis.step-why}: it is missing; else as {@link #done}
   */
  @Transactional
  public void notApplicable(long id, int seen, String why, Staff by) {
    var words = Words.needed(why, LONGEST_WORDS, "crisis.step-why");
    database.inTransaction(
        handle -> {
          var step = open(handle, id, by);
          end(handle, step, seen, PlaybookStep.State.NOT_APPLICABLE, words, by);
          return null;
        });
  }

  private void end(
      Handle handle,
      PlaybookStep step,
      int seen,
      PlaybookStep.State state,
      String words,
      Staff by) {
    StepRows.end(handle, step.id(), seen, state, words, by, clock.now());
    var done = state == PlaybookStep.State.DONE;
    tasks.ended(step, done ? "done" : "notApplicable", by);
    noted(
        handle,
        step.crisisId(),
        done ? "STEP_DONE" : "STEP_NOT_APPLICABLE",
        said(step, words, by),
        by);
  }

  /** What is open must be done, or somebody says why it does not apply. */
  @Override
  public List<String> missing(Handle handle, long crisis) {
    return StepRows.open(handle, crisis) > 0 ? List.of("STEPS_OPEN") : List.of();
  }

  /** A step or scenario is answered on its page: what shows that it is done stands there. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (List.of(PlaybookTasks.SUBJECT, ScenarioTasks.SUBJECT)
        .contains(answer.item().subjectKind())) {
      throw new RuleBroken("crisis.answered-on-its-page");
    }
  }
}
