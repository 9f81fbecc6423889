package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.RuleBroken;

/** Scenarios as they are stored; what each version said is only added to. */
final class ScenarioRows {
  private static final String SELECT =
      """
      select c.id, c.code, c.severity, c.title_nl, c.title_en, c.what_nl ,
             c.what_en, c.owner_id, o.full_name as owner, c.review_on, b.full_name as changed_by, c.changed_at,
             c.ended_at is not null as ended, c.version,
             (select count(*) from crisis_scenario_step s where s.scenario_id = c.id) as steps
        from crisis_scenario c
        left join identity_staff o on o.id = c.owner_id
        left join identity_staff b on b.id = c.changed_by
      """;

  private static final List<String> FIELDS =
      List.of(
          "severity",
          "title_nl",
          "title_en",
          "what_nl",
          "what_en",
          "review_on",
          "steps",
          "drafts",
          "questions");

  private ScenarioRows() {}

  /** Those that stand, the worst first. */
  static List<CrisisScenario> all(Handle handle) {
    return handle
        .createQuery(SELECT + " where c.ended_at is null order by c.severity desc, c.id")
        .map(ConstructorMapper.of(CrisisScenario.class))
        .list();
  }

  static CrisisScenario read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where c.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(CrisisScenario.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.scenario-unknown", id));
  }

  /** Whose day has come and who is not asked yet. */
  static List<CrisisScenario> toReview(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            SELECT
                + """
                   where c.ended_at is null and c.review_on <= :today
                     and not exists (select from work_item w where w.subject_kind = 'crisisScenario'
                                        and w.subject_id = c.id and w.state = 'OPEN')
                   order by c.id limit 100 for update of c skip locked""")
        .bind("today", today)
        .map(ConstructorMapper.of(CrisisScenario.class))
        .list();
  }

  static ScenarioParts parts(Handle handle, long id) {
    return new ScenarioParts(
        handle
            .createQuery(
                """
                select s.id, s.place, s.what_nl, s.what_en, s.role_code as role, s.owner_id,
                       o.full_name as owner, s.minutes, s.evidence
                  from crisis_scenario_step s left join identity_staff o on o.id = s.owner_id
                 where s.scenario_id = :id order by s.place, s.id""")
            .bind("id", id)
            .map(ConstructorMapper.of(ScenarioParts.Step.class))
            .list(),
        handle
            .createQuery(
                """
                select id, relation, means, text_nl, text_en
                  from crisis_scenario_draft where scenario_id = :id order by id""")
            .bind("id", id)
            .map(ConstructorMapper.of(ScenarioParts.Draft.class))
            .list(),
        handle
            .createQuery(
                """
                select id, question_nl, question_en, item_id
                  from crisis_scenario_question where scenario_id = :id order by id""")
            .bind("id", id)
            .map(ConstructorMapper.of(ScenarioParts.Question.class))
            .list());
  }

  /** Roles that do tasks. */
  static List<String> roles(Handle handle) {
    return handle
        .createQuery(
            "select distinct role_code from identity_permission where action = :do order by role_code")
        .bind("do", Action.WORK_DO.code())
        .mapTo(String.class)
        .list();
  }

  /** A step is of a role that does tasks, and of nobody or somebody who is there. */
  static void mustBeDoer(Handle handle, ScenarioParts.Step step) {
    if (!roles(handle).contains(step.role())) {
      throw new RuleBroken("crisis.step-role");
    }
    var there =
        handle
            .createQuery(
                "select cast(:owner as bigint) is null or exists (select from identity_staff where id = :owner and active)")
            .bind("owner", step.ownerId())
            .mapTo(Boolean.class)
            .one();
    if (!there) {
      throw new RuleBroken("crisis.step-owner");
    }
  }

  static long insert(Handle handle, CrisisScenarios.Wish wish, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            insert into crisis_scenario (severity, title_nl, title_en, what_nl, what_en, owner_id, review_on, changed_by, changed_at)
            values (:severity, :title.nl, :title.en, :what.nl, :what.en, :owner, :reviewOn, :by, :at) returning id""")
        .bindMethods(wish)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  static void rewrite(Handle handle, long id, CrisisScenarios.Wish wish) {
    handle
        .createUpdate(
            """
            update crisis_scenario set severity = :severity, title_nl = :title.nl, title_en = :title.en, what_nl = :what.nl,
                   what_en = :what.en, owner_id = :owner, review_on = :reviewOn
             where id = :id""")
        .bindMethods(wish)
        .bind("id", id)
        .execute();
  }

  /** It is another version from now on, until the end of the transaction nobody else's. */
  static void step(Handle handle, long id, int seen, Staff by, Instant at) {
    var rows =
        handle
            .createUpdate(
                """
                update crisis_scenario set changed_by = :by, changed_at = :at, version = version + 1
                 where id = :id and version = :seen and ended_at is null""")
            .bind("by", by.id())
            .bind("at", at)
            .bind("id", id)
            .bind("seen", seen)
            .execute();
    if (rows == 0) {
      throw new ChangedMeanwhile("crisis.scenario-changed");
    }
  }

  static void end(Handle handle, long id, Instant at) {
    handle
        .createUpdate("update crisis_scenario set ended_at = :at where id = :id")
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  static void review(Handle handle, long id, LocalDate next) {
    handle
        .createUpdate("update crisis_scenario set review_on = :next where id = :id")
        .bind("next", next)
        .bind("id", id)
        .execute();
  }

  static void keep(Handle handle, long scenario, ScenarioParts.Step step) {
    handle
        .createUpdate(
            step.id() == 0
                ? """
                  insert into crisis_scenario_step (scenario_id, place, what_nl, what_en, role_code, owner_id, minutes, evidence)
                  values (:scenario, :place, :what.nl, :what.en, :role, :ownerId, :minutes, :evidence)"""
                : """
                  update crisis_scenario_step set place = :place, what_nl = :what.nl, what_en = :what.en, role_code = :role,
                         owner_id = :ownerId, minutes = :minutes, evidence = :evidence
                   where id = :id and scenario_id = :scenario""")
        .bindMethods(step)
        .bind("scenario", scenario)
        .execute();
  }

  static void keep(Handle handle, long scenario, ScenarioParts.Draft draft) {
    handle
        .createUpdate(
            draft.id() == 0
                ? """
                  insert into crisis_scenario_draft (scenario_id, relation, means, text_nl, text_en)
                  values (:scenario, :relation, :means, :text.nl, :text.en)"""
                : """
                  update crisis_scenario_draft set relation = :relation, means = :means, text_nl = :text.nl, text_en = :text.en
                   where id = :id and scenario_id = :scenario""")
        .bindMethods(draft)
        .bind("scenario", scenario)
        .execute();
  }

  static void keep(Handle handle, long scenario, ScenarioParts.Question question) {
    handle
        .createUpdate(
            question.id() == 0
                ? """
                  insert into crisis_scenario_question (scenario_id, question_nl, question_en, item_id)
                  values (:scenario, :question.nl, :question.en, :itemId)"""
                : """
                  update crisis_scenario_question set question_nl = :question.nl, question_en = :question.en, item_id = :itemId
                   where id = :id and scenario_id = :scenario""")
        .bindMethods(question)
        .bind("scenario", scenario)
        .execute();
  }

  static void drop(Handle handle, long scenario, CrisisScenarios.Part part, long id) {
    handle
        .createUpdate(
            switch (part) {
              case STEP -> "delete from crisis_scenario_step where id = :id and scenario_id = :of";
              case DRAFT ->
                  "delete from crisis_scenario_draft where id = :id and scenario_id = :of";
              case QUESTION ->
                  "delete from crisis_scenario_question where id = :id and scenario_id = :of";
            })
        .bind("id", id)
        .bind("of", scenario)
        .execute();
  }

  /** Keeps what it says now. */
  static void keepVersion(Handle handle, long id) {
    handle
        .createUpdate(
            """
            insert into crisis_scenario_version (scenario_id, version, severity, title_nl, title_en, what_nl, what_en, review_on,
                   steps, drafts, questions, changed_by, changed_at)
            select c.id, c.version, c.severity, c.title_nl, c.title_en, c.what_nl, c.what_en, c.review_on,
                   (select coalesce(string_agg(s.place || '. ' || s.what_nl, chr(10) order by s.place, s.id), '')
                      from crisis_scenario_step s where s.scenario_id = c.id),
                   (select coalesce(string_agg(d.text_nl, chr(10) order by d.id), '')
                      from crisis_scenario_draft d where d.scenario_id = c.id),
                   (select coalesce(string_agg(q.question_nl, chr(10) order by q.id), '')
                      from crisis_scenario_question q where q.scenario_id = c.id),
                   c.changed_by, c.changed_at
              from crisis_scenario c where c.id = :id""")
        .bind("id", id)
        .execute();
  }

  /** What it said, the newest version first. */
  static List<KeptVersion> versions(Handle handle, long id) {
    return KeptVersion.read(
            handle,
            // The number is a key of ours, never what somebody typed.
            """
            select v.*, v.scenario_id as key, s.full_name
              from crisis_scenario_version v left join identity_staff s on s.id = v.changed_by
             where v.scenario_id = %d order by v.version desc"""
                .formatted(id),
            FIELDS)
        .getOrDefault(Long.toString(id), List.of());
  }
}
