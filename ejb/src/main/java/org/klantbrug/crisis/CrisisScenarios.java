package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.RuleBroken;

/**
 * Scenarios of the house, written before a crisis, the worst first (D19, D22). Each change names
 * the version that was read and makes a new one; what each said is kept.
 */
@ApplicationScoped
public class CrisisScenarios {
  /** Half a year: what nobody looked at for longer is trusted by nobody. */
  private static final int MONTHS = 6;

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_WHAT = 4000;
  private static final int WORST = 3;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private ScenarioTasks tasks;

  /** For the container. */
  protected CrisisScenarios() {}

  /** Works with these. */
  @Inject
  public CrisisScenarios(Database database, BusinessClock clock, Audit audit, ScenarioTasks tasks) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.tasks = tasks;
  }

  /** The parts that can be taken away. */
  public enum Part {
    STEP,
    DRAFT,
    QUESTION
  }

  /**
   * As somebody writes it.
   *
   * @param severity 1 to 3, the worst
   * @param owner who looks at it on its day; null for whoever leads crises
   */
  public record Wish(
      int severity, BothLanguages title, BothLanguages what, Long owner, LocalDate reviewOn) {
    private Wish checked(LocalDate today) {
      if (severity < 1 || severity > WORST) {
        throw new RuleBroken("crisis.scenario-severity");
      }
      if (reviewOn == null || !reviewOn.isAfter(today)) {
        throw new RuleBroken("crisis.scenario-day");
      }
      return new Wish(
          severity,
          BothLanguages.of(title, LONGEST_TITLE, "crisis.scenario-title"),
          BothLanguages.of(what, LONGEST_WHAT, "crisis.scenario-what"),
          owner,
          reviewOn);
    }
  }

  /** Those that stand, the worst first. */
  public List<CrisisScenario> all() {
    return database.with(ScenarioRows::all);
  }

  /**
   * One scenario.
   *
   * @throws RuleBroken {@code crisis.scenario-unknown}
   */
  public CrisisScenario read(long id) {
    return database.with(handle -> ScenarioRows.read(handle, id));
  }

  /** What a scenario is made of. */
  public ScenarioParts parts(long id) {
    return database.with(handle -> ScenarioRows.parts(handle, id));
  }

  /** What a scenario said before, the newest version first. */
  public List<KeptVersion.Entry> versions(long id) {
    return KeptVersion.history(database.with(handle -> ScenarioRows.versions(handle, id)));
  }

  /** Roles whose work a step can be, by their codes. */
  public List<String> roles() {
    return database.with(ScenarioRows::roles);
  }

  /** The day that is proposed for looking at one again. */
  public LocalDate nextReview() {
    return clock.today().plusMonths(MONTHS);
  }

  /**
   * Writes a new one, without parts yet.
   *
   * @return its key
   * @throws RuleBroken {@code crisis.scenario-*}: what is missing
   */
  @Transactional
  public long write(Wish typed, Staff by) {
    var wish = typed.checked(clock.today());
    return database.inTransaction(
        handle -> {
          var id = ScenarioRows.insert(handle, wish, by, clock.now());
          kept(handle, id, by);
          return id;
        });
  }

  private void kept(Handle handle, long id, Staff by) {
    ScenarioRows.keepVersion(handle, id);
    audit.record(
        handle, by.id(), by.login(), "crisisScenarioWritten", ScenarioTasks.SUBJECT, id, null);
  }

  /**
   * Writes its head anew. Another day to look at it answers who is asked to.
   *
   * @param seen the version on which this was decided
   * @throws RuleBroken as {@link #write}; {@link org.klantbrug.shared.ChangedMeanwhile} if a
   *     colleague changed it meanwhile
   */
  @Transactional
  public void change(long id, int seen, Wish typed, Staff by) {
    var wish = typed.checked(clock.today());
    changed(id, seen, by, handle -> ScenarioRows.rewrite(handle, id, wish));
    tasks.reviewed(id, by);
  }

  private void changed(long id, int seen, Staff by, Consumer<Handle> what) {
    database.inTransaction(
        handle -> {
          ScenarioRows.step(handle, id, seen, by, clock.now());
          what.accept(handle);
          kept(handle, id, by);
          return null;
        });
  }

  /** Keeps a step, new or changed; errors as {@link #change}. */
  @Transactional
  public void keep(long id, int seen, ScenarioParts.Step typed, Staff by) {
    var step = typed.checked();
    changed(
        id,
        seen,
        by,
        handle -> {
          ScenarioRows.mustBeDoer(handle, step);
          ScenarioRows.keep(handle, id, step);
        });
  }

  /** Keeps a draft of a message, new or changed; errors as {@link #change}. */
  @Transactional
  public void keep(long id, int seen, ScenarioParts.Draft typed, Staff by) {
    var draft = typed.checked();
    changed(id, seen, by, handle -> ScenarioRows.keep(handle, id, draft));
  }

  /** Keeps a question to prepare, new or changed; errors as {@link #change}. */
  @Transactional
  public void keep(long id, int seen, ScenarioParts.Question typed, Staff by) {
    var question = typed.checked();
    changed(id, seen, by, handle -> ScenarioRows.keep(handle, id, question));
  }

  /** Takes a part away; what it said stays in the versions. */
  @Transactional
  public void drop(long id, int seen, Part part, long partId, Staff by) {
    changed(id, seen, by, handle -> ScenarioRows.drop(handle, id, part, partId));
  }

  /**
   * It was looked at and is still right.
   *
   * @param next the day on which somebody looks again
   * @throws RuleBroken {@code crisis.scenario-day}: it is missing or over
   */
  @Transactional
  public void reviewed(long id, int seen, LocalDate next, Staff by) {
    if (next == null || !next.isAfter(clock.today())) {
      throw new RuleBroken("crisis.scenario-day");
    }
    changed(id, seen, by, handle -> ScenarioRows.review(handle, id, next));
    tasks.reviewed(id, by);
  }

  /** Takes it away: it can be chosen no more. */
  @Transactional
  public void end(long id, int seen, Staff by) {
    changed(id, seen, by, handle -> ScenarioRows.end(handle, id, clock.now()));
    tasks.ended(id);
  }

  /**
   * Asks for those whose day has come; nobody is asked twice.
   *
   * @return how many are asked for
   */
  @Transactional
  public int askForReviews() {
    return database.inTransaction(
        handle -> {
          var due = ScenarioRows.toReview(handle, clock.today());
          due.forEach(tasks::askToReview);
          return due.size();
        });
  }
}
