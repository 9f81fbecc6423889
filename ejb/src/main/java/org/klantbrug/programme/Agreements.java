package org.klantbrug.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Who answers for the data in each phase of a merger, and by which agreement and impact assessment
 * a run takes them.
 *
 * @see "GDPR art. 4, 28 and 35"
 */
@ApplicationScoped
public class Agreements {
  private static final int LONGEST = 200;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Agreements() {}

  /** Works with these. */
  @Inject
  public Agreements(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** Part of a merger in which others may answer for the data. */
  public enum Phase {
    /** Files, matching and rehearsal. */
    PREPARATION,
    /** While customers go over. */
    WAVES,
    /** When all are over and the old system still stands. */
    AFTERCARE
  }

  /**
   * Who answers for the data in a phase.
   *
   * @param controller who decides what is done with them; processor who handles them for him
   */
  public record Answers(
      Phase phase, String controller, String processor, String changedBy, Instant changedAt) {}

  /** By what a run takes the data: where the agreement and the assessment can be found. */
  public record Agreement(
      long runId, String agreement, String assessment, String changedBy, Instant changedAt) {}

  /** Who answers for the data, by phase, as far as that was said. */
  public List<Answers> phases(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select p.phase, p.controller, p.processor, s.full_name as changed_by, p.changed_at
                      from programme_phase p join identity_staff s on s.id = p.changed_by
                     where p.merger_id = :merger order by array_position(array['PREPARATION', 'WAVES', 'AFTERCARE'], p.phase)""")
                .bind("merger", merger)
                .map(ConstructorMapper.of(Answers.class))
                .list());
  }

  /** By what a run takes the data; empty while nobody said so. */
  public Optional<Agreement> of(long run) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select a.run_id, a.agreement, a.assessment, s.full_name as changed_by, a.changed_at
                      from programme_agreement a join identity_staff s on s.id = a.changed_by where a.run_id = :run""")
                .bind("run", run)
                .map(ConstructorMapper.of(Agreement.class))
                .findOne());
  }

  /**
   * Says who answers for the data in a phase.
   *
   * @throws RuleBroken {@code programme.agreement-words}
   */
  public void setPhase(long merger, Phase phase, String controller, String processor, Staff by) {
    var deciding = words(controller);
    var handling = words(processor);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into programme_phase (merger_id, phase, controller, processor, changed_by, changed_at)
                  values (:merger, :phase, :controller, :processor, :by, :at)
                  on conflict (merger_id, phase) do update set controller = excluded.controller, processor = excluded.processor,
                     changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
              .bind("merger", merger)
              .bind("phase", phase)
              .bind("controller", deciding)
              .bind("processor", handling)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(handle, by.id(), by.login(), "phaseSet", "merger", merger, phase.name());
          return null;
        });
  }

  /**
   * Says by what a run takes the data.
   *
   * @throws RuleBroken {@code programme.agreement-words}
   */
  public void set(long merger, long run, String agreement, String assessment, Staff by) {
    var agreed = words(agreement);
    var assessed = words(assessment);
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into programme_agreement (run_id, merger_id, agreement, assessment, changed_by, changed_at)
                  select r.id, r.merger_id, :agreement, :assessment, :by, :at from merger_run r where r.id = :run and r.merger_id = :merger
                  on conflict (run_id) do update set agreement = excluded.agreement, assessment = excluded.assessment,
                     changed_by = excluded.changed_by, changed_at = excluded.changed_at""")
              .bind("run", run)
              .bind("merger", merger)
              .bind("agreement", agreed)
              .bind("assessment", assessed)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          audit.record(handle, by.id(), by.login(), "agreementSet", "merger", merger, null);
          return null;
        });
  }

  private static String words(String typed) {
    var text = typed == null ? "" : typed.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new RuleBroken("programme.agreement-words", LONGEST);
    }
    return text;
  }
}
