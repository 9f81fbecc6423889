package org.klantbrug.crisis;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/** Steps of crises as they are stored. */
final class StepRows {
  private static final String SELECT =
      """
      select s.id, s.crisis_id, k.number || ' ' || k.name as crisis, k.exercise, s.scenario_id, c.title_nl as scenario_nl,
             c.title_en as scenario_en, s.place, s.what_nl, s.what_en, s.role_code as role, s.owner_id,
             o.full_name as owner, s.due_at, s.evidence, s.state, s.words, e.full_name as ended_by, s.ended_at, s.version
        from crisis_step s
        join crisis_crisis k on k.id = s.crisis_id
        left join crisis_scenario c on c.id = s.scenario_id
        left join identity_staff o on o.id = s.owner_id
        left join identity_staff e on e.id = s.ended_by
      """;

  private StepRows() {}

  /** Those of a crisis: what must be done first on top, what is over last. */
  static List<PlaybookStep> of(Handle handle, long crisis) {
    return handle
        .createQuery(
            SELECT
                + " where s.crisis_id = :crisis order by s.state <> 'OPEN', s.due_at, s.place, s.id")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(PlaybookStep.class))
        .list();
  }

  static PlaybookStep read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where s.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(PlaybookStep.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.step-unknown", id));
  }

  /** Notes that a scenario was chosen; false if it was before. */
  static boolean chosen(Handle handle, long crisis, CrisisScenario scenario, Staff by, Instant at) {
    return handle
            .createUpdate(
                """
                insert into crisis_chosen (crisis_id, scenario_id, version, chosen_by, chosen_at)
                values (:crisis, :scenario, :version, :by, :at) on conflict do nothing""")
            .bind("crisis", crisis)
            .bind("scenario", scenario.id())
            .bind("version", scenario.version())
            .bind("by", by.id())
            .bind("at", at)
            .execute()
        > 0;
  }

  static List<Playbook.Chosen> chosen(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select x.scenario_id, c.title_nl, c.title_en, x.version, s.full_name as who, x.chosen_at as at
              from crisis_chosen x join crisis_scenario c on c.id = x.scenario_id
              join identity_staff s on s.id = x.chosen_by
             where x.crisis_id = :crisis order by x.chosen_at, x.scenario_id""")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(Playbook.Chosen.class))
        .list();
  }

  static long add(Handle handle, long crisis, Long scenario, ScenarioParts.Step step, Instant due) {
    return handle
        .createQuery(
            """
            insert into crisis_step (crisis_id, scenario_id, place, what_nl, what_en, role_code, owner_id, due_at, evidence)
            values (:crisis, :scenario, :place, :what.nl, :what.en, :role, :ownerId, :due, :evidence) returning id""")
        .bind("crisis", crisis)
        .bind("scenario", scenario)
        .bindMethods(step)
        .bind("due", due)
        .mapTo(Long.class)
        .one();
  }

  static void give(Handle handle, long id, int seen, long owner) {
    seen(
        handle
            .createUpdate(
                """
                update crisis_step set owner_id = :owner, version = version + 1
                 where id = :id and version = :seen and state = 'OPEN'""")
            .bind("owner", owner)
            .bind("id", id)
            .bind("seen", seen)
            .execute());
  }

  static void end(
      Handle handle,
      long id,
      int seen,
      PlaybookStep.State state,
      String words,
      Staff by,
      Instant at) {
    seen(
        handle
            .createUpdate(
                """
                update crisis_step set state = :state, words = :words, ended_by = :by, ended_at = :at, version = version + 1
                 where id = :id and version = :seen and state = 'OPEN'""")
            .bind("state", state)
            .bind("words", words)
            .bind("by", by.id())
            .bind("at", at)
            .bind("id", id)
            .bind("seen", seen)
            .execute());
  }

  private static void seen(int rows) {
    if (rows == 0) {
      throw new ChangedMeanwhile("crisis.step-changed");
    }
  }

  static boolean hasFile(Handle handle, long id) {
    return handle
        .createQuery(
            "select exists (select from attachment_file where subject_kind = 'crisisStep' and subject_id = :id)")
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  static long open(Handle handle, long crisis) {
    return handle
        .createQuery("select count(*) from crisis_step where crisis_id = :id and state = 'OPEN'")
        .bind("id", crisis)
        .mapTo(Long.class)
        .one();
  }
}
