package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What mergers wrote for the case of a scenario: who decides there, and what is peculiar to it. A
 * scenario of the house is linked to it, so that nothing is written twice.
 */
@ApplicationScoped
public class MergerCases {
  private static final String SELECT =
      """
      select p.id, p.merger_id, m.name as merger, p.title, p.what, d.full_name as decider
        from programme_scenario p
        join merger_merger m on m.id = p.merger_id
        join identity_staff d on d.id = p.decider_id
       where p.ended_at is null and %s
             (select from crisis_scenario_merger x where x.programme_scenario_id = p.id and x.scenario_id = :scenario)
       order by m.name, p.place, p.id""";

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected MergerCases() {}

  /** Works with these. */
  @Inject
  public MergerCases(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What a merger wrote beforehand.
   *
   * @param what is done there
   * @param decider who decides there
   */
  public record Case(
      long id, long mergerId, String merger, String title, String what, String decider) {}

  /** Those of a scenario. */
  public List<Case> of(long scenario) {
    return cases("exists", scenario);
  }

  /** Those that can still be linked to it. */
  public List<Case> notOf(long scenario) {
    return cases("not exists", scenario);
  }

  private List<Case> cases(String which, long scenario) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT.formatted(which))
                .bind("scenario", scenario)
                .map(ConstructorMapper.of(Case.class))
                .list());
  }

  /**
   * It is the same case.
   *
   * @throws RuleBroken {@code crisis.case-missing}: none was chosen that can be
   */
  public void link(long scenario, Long mergerCase, Staff by) {
    if (notOf(scenario).stream().noneMatch(each -> Long.valueOf(each.id()).equals(mergerCase))) {
      throw new RuleBroken("crisis.case-missing");
    }
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into crisis_scenario_merger (scenario_id, programme_scenario_id, linked_by, linked_at)
                  values (:scenario, :case, :by, :at) on conflict do nothing""")
              .bind("scenario", scenario)
              .bind("case", mergerCase)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(
              handle,
              by.id(),
              by.login(),
              "crisisScenarioWritten",
              ScenarioTasks.SUBJECT,
              scenario,
              null);
          return null;
        });
  }
}
