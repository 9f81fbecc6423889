package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.programme.Checklist;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What was learnt goes where the next crisis, customer or merger finds it: an action becomes a step
 * of a scenario, a change of a question's answer, or an item of a merger's checklist. Either leads
 * to the other.
 */
@ApplicationScoped
public class Learning {
  private static final int AN_HOUR = 60;
  private static final int LONGEST_TITLE = 200;

  private Database database;
  private BusinessClock clock;
  private CrisisLog log;
  private CrisisScenarios scenarios;
  private QaList questions;
  private Checklist checklist;

  /** For the container. */
  protected Learning() {}

  /** Works with these. */
  @Inject
  public Learning(
      Database database,
      BusinessClock clock,
      CrisisLog log,
      CrisisScenarios scenarios,
      QaList questions,
      Checklist checklist) {
    this.database = database;
    this.clock = clock;
    this.log = log;
    this.scenarios = scenarios;
    this.questions = questions;
    this.checklist = checklist;
  }

  /** A merger whose checklist can get an item. */
  public record Merger(long id, String name) {}

  /** Mergers whose programme began and is not over. */
  public List<Merger> mergers() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.id, m.name from merger_merger m join programme_programme p on p.merger_id = m.id
                     where m.id not in (select merger_id from programme_over) order by m.name""")
                .map(ConstructorMapper.of(Merger.class))
                .list());
  }

  /** Actions that became this. */
  public List<LearntAction> behind(LearntAction.Target kind, long target) {
    return database.with(handle -> EvaluationRows.behind(handle, kind, target));
  }

  /**
   * It becomes the last step of a scenario, to be made right there.
   *
   * @throws RuleBroken {@code crisis.*}: no scenario is chosen, or it became something before
   */
  @Transactional
  public void toScenario(long action, Long scenario, Staff by) {
    if (scenario == null) {
      throw new RuleBroken("crisis.scenario-missing");
    }
    needWriter(by);
    became(
        action,
        LearntAction.Target.SCENARIO,
        learnt -> {
          var last =
              scenarios.parts(scenario).steps().stream()
                  .mapToInt(ScenarioParts.Step::place)
                  .max()
                  .orElse(0);
          var words = new BothLanguages(learnt.words(), null);
          var step =
              new ScenarioParts.Step(
                  0, last + 1, words, "crisisMember", null, null, AN_HOUR, false);
          scenarios.keep(scenario, scenarios.read(scenario).version(), step, by);
          return scenario;
        },
        by);
  }

  private static void needWriter(Staff by) {
    if (!by.may(Action.SCENARIO_WRITE)) {
      throw new NotAllowed(Action.SCENARIO_WRITE);
    }
  }

  /**
   * A question and its answer change because of it.
   *
   * @throws RuleBroken {@code crisis.*}: no question is chosen, or it became something before;
   *     {@code knowledge.unknown}
   */
  @Transactional
  public void toQuestion(long action, Long item, Staff by) {
    if (item == null) {
      throw new RuleBroken("crisis.question-missing");
    }
    became(action, LearntAction.Target.QUESTION, learnt -> questions.read(item, by).id(), by);
  }

  /**
   * It becomes an item of a merger's checklist, required, in the same hands and by the same day.
   *
   * @throws RuleBroken {@code crisis.*}: no merger is chosen, or it became something before; {@code
   *     programme.*}: its programme did not begin, or the day is over
   */
  @Transactional
  public void toChecklist(long action, Long merger, Staff by) {
    if (merger == null) {
      throw new RuleBroken("crisis.merger-missing");
    }
    if (!by.may(Action.PROGRAMME_LEAD)) {
      throw new NotAllowed(Action.PROGRAMME_LEAD);
    }
    became(
        action,
        LearntAction.Target.CHECKLIST,
        learnt ->
            checklist.add(
                merger, title(learnt.words()), true, learnt.ownerId(), learnt.dueOn(), by),
        by);
  }

  private static String title(String words) {
    return words.length() <= LONGEST_TITLE ? words : words.substring(0, LONGEST_TITLE - 1) + "…";
  }

  private void became(
      long action, LearntAction.Target kind, ToLongFunction<LearntAction> made, Staff by) {
    database.inTransaction(
        handle -> {
          var learnt = EvaluationRows.action(handle, action);
          if (learnt.targetKind() != null) {
            throw new RuleBroken("crisis.action-became");
          }
          EvaluationRows.became(handle, action, kind, made.applyAsLong(learnt), by, clock.now());
          log.add(handle, learnt.crisisId(), "ACTION_BECAME", learnt.words(), by);
          return null;
        });
  }
}
