package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** What was learnt from crises, as it is stored. */
final class EvaluationRows {
  private static final String ACTIONS =
      """
      select a.id, a.crisis_id, k.number || ' ' || k.name as crisis, a.words, a.owner_id, o.full_name as owner, a.due_on, a.state,
             a.result, e.full_name as ended_by, a.ended_at, a.target_kind, a.target_id, t.full_name as target_by,
             a.target_at, a.version
        from crisis_action a
        join crisis_crisis k on k.id = a.crisis_id
        join identity_staff o on o.id = a.owner_id
        left join identity_staff e on e.id = a.ended_by
        left join identity_staff t on t.id = a.target_by
      """;

  private EvaluationRows() {}

  static void begin(Handle handle, long crisis, LocalDate due) {
    handle.execute(
        "insert into crisis_evaluation (crisis_id, due_on) values (?, ?) on conflict do nothing",
        crisis,
        due);
  }

  static Optional<Evaluation> find(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select e.crisis_id, e.due_on, e.went_well, e.went_wrong, e.causes, e.no_action_why, s.full_name as written_by,
                   e.written_at, e.version
              from crisis_evaluation e left join identity_staff s on s.id = e.written_by where e.crisis_id = :crisis""")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Evaluation.class))
        .findOne();
  }

  static void write(
      Handle handle, long crisis, int seen, Evaluations.Wish wish, Staff by, Instant at) {
    seen(
        handle
            .createUpdate(
                """
                update crisis_evaluation set went_well = :wentWell, went_wrong = :wentWrong, causes = :causes,
                       no_action_why = :noActionWhy, written_by = :by, written_at = :at, version = version + 1
                 where crisis_id = :crisis and version = :seen""")
            .bindMethods(wish)
            .bind("by", by.id())
            .bind("at", at)
            .bind("crisis", crisis)
            .bind("seen", seen)
            .execute(),
        "crisis.evaluation-changed");
  }

  private static void seen(int rows, String rule) {
    if (rows == 0) {
      throw new ChangedMeanwhile(rule);
    }
  }

  static List<LearntAction> actions(Handle handle, long crisis) {
    return handle
        .createQuery(
            ACTIONS + " where a.crisis_id = :crisis order by a.state <> 'OPEN', a.due_on, a.id")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(LearntAction.class))
        .list();
  }

  /** Those that became something, by what they became. */
  static List<LearntAction> behind(Handle handle, LearntAction.Target kind, long target) {
    return handle
        .createQuery(
            ACTIONS + " where a.target_kind = :kind and a.target_id = :target order by a.id")
        .bind("kind", kind)
        .bind("target", target)
        .map(ConstructorMapper.of(LearntAction.class))
        .list();
  }

  static LearntAction action(Handle handle, long id) {
    return handle
        .createQuery(ACTIONS + " where a.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(LearntAction.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.action-unknown", id));
  }

  static long add(
      Handle handle, long crisis, String words, long owner, LocalDate due, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            insert into crisis_action (crisis_id, words, owner_id, due_on, added_by, added_at)
            values (:crisis, :words, :owner, :due, :by, :at) returning id""")
        .bind("crisis", crisis)
        .bind("words", words)
        .bind("owner", owner)
        .bind("due", due)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  static void end(
      Handle handle,
      long id,
      int seen,
      LearntAction.State state,
      String result,
      Staff by,
      Instant at) {
    seen(
        handle
            .createUpdate(
                """
                update crisis_action set state = :state, result = :result, ended_by = :by, ended_at = :at, version = version + 1
                 where id = :id and version = :seen and state = 'OPEN'""")
            .bind("state", state)
            .bind("result", result)
            .bind("by", by.id())
            .bind("at", at)
            .bind("id", id)
            .bind("seen", seen)
            .execute(),
        "crisis.action-changed");
  }

  static void became(
      Handle handle, long id, LearntAction.Target kind, long target, Staff by, Instant at) {
    seen(
        handle
            .createUpdate(
                """
                update crisis_action set target_kind = :kind, target_id = :target, target_by = :by, target_at = :at,
                       version = version + 1
                 where id = :id and target_kind is null""")
            .bind("kind", kind)
            .bind("target", target)
            .bind("by", by.id())
            .bind("at", at)
            .bind("id", id)
            .execute(),
        "crisis.action-became");
  }
}
