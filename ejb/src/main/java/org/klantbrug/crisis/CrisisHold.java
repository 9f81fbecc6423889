package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Mail to many, letters and offers wait for customers whom a crisis touches, from the moment it is
 * declared until a person lets them go, step by step. What one colleague writes to one customer
 * never waits.
 */
@ApplicationScoped
public class CrisisHold implements ClosingRule {
  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected CrisisHold() {}

  /** Works with these. */
  @Inject
  public CrisisHold(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** Whom a step lets go. */
  public enum Which {
    /** Who stands to us in one way. */
    RELATION,
    /** Whom one criterion found. */
    CRITERION,
    /** All who still wait. */
    REST
  }

  /**
   * A step.
   *
   * @param relation for {@link Which#RELATION}
   * @param criterion key, for {@link Which#CRITERION}
   */
  public record Step(Which which, Relation relation, Long criterion, String reason) {
    private Step checked() {
      if (which == null
          || (which == Which.RELATION) != (relation != null)
          || (which == Which.CRITERION) != (criterion != null)) {
        throw new RuleBroken("crisis.release-whom");
      }
      return new Step(which, relation, criterion, AffectedCustomers.reasoned(reason));
    }
  }

  /** A step that was taken, and for how many customers. */
  public record Taken(
      Which which,
      Relation relation,
      Long criterionId,
      String reason,
      int customers,
      String by,
      Instant at) {}

  /**
   * Mail to many may reach these customers again, and what waits for them goes on.
   *
   * @return for how many
   * @throws RuleBroken {@code crisis.*}: nothing waits, it is not said for whom, or no reason is
   *     given
   */
  public int release(long crisis, Step wanted, Staff by) {
    var step = wanted.checked();
    return database.inTransaction(
        handle -> {
          var head = CrisisHead.holdOpen(handle, crisis);
          if (!head.declared()) {
            throw new RuleBroken("crisis.release-nothing", head.number());
          }
          var released = letGo(handle, crisis, step);
          if (released == 0) {
            throw new RuleBroken("crisis.release-nothing", head.number());
          }
          note(handle, crisis, step, released, by);
          BulkBrake.goOn(handle, clock.now());
          audit.record(
              handle,
              by.id(),
              by.login(),
              "crisisMailReleased",
              AffectedCustomers.SUBJECT,
              crisis,
              "" + released);
          return released;
        });
  }

  private int letGo(Handle handle, long crisis, Step step) {
    return handle
        .createUpdate(
            """
            update crisis_affected a set released_at = :now
             where a.crisis_id = :crisis and a.removed_at is null and a.released_at is null
               and (cast(:relation as text) is null or a.relation = :relation)
               and (cast(:criterion as bigint) is null
                    or exists (select from crisis_affected_by b where b.affected_id = a.id and b.criterion_id = :criterion))""")
        .bind("now", clock.now())
        .bind("crisis", crisis)
        .bind("relation", step.relation())
        .bind("criterion", step.criterion())
        .execute();
  }

  private void note(Handle handle, long crisis, Step step, int customers, Staff by) {
    handle
        .createUpdate(
            """
            insert into crisis_release (crisis_id, which, relation, criterion_id, reason, customers, staff_id, at)
            values (:crisis, :which, :relation, :criterion, :reason, :customers, :by, :at)""")
        .bind("crisis", crisis)
        .bind("which", step.which())
        .bind("relation", step.relation())
        .bind("criterion", step.criterion())
        .bind("reason", step.reason())
        .bind("customers", customers)
        .bind("by", by.id())
        .bind("at", clock.now())
        .execute();
  }

  /** The steps that were taken, the last on top. */
  public List<Taken> steps(long crisis) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select r.which, r.relation, r.criterion_id, r.reason, r.customers, s.full_name as by, r.at
                      from crisis_release r join identity_staff s on s.id = r.staff_id
                     where r.crisis_id = :crisis order by r.id desc""")
                .bind("crisis", crisis)
                .map(ConstructorMapper.of(Taken.class))
                .list());
  }

  /** A person lets go whoever waits, with a reason; closing does not. */
  @Override
  public List<String> missing(Handle handle, long crisis) {
    var waits =
        handle
            .createQuery(
                """
                select exists (select from crisis_affected a join crisis_crisis c on c.id = a.crisis_id
                                where c.id = :crisis and not c.exercise and a.removed_at is null and a.released_at is null)""")
            .bind("crisis", crisis)
            .mapTo(Boolean.class)
            .one();
    return waits ? List.of("CUSTOMERS_HELD") : List.of();
  }

  /** How much mail to many waits for customers of a crisis; other mail of theirs does not. */
  public long waiting() {
    return database.with(BulkBrake::waitingForCrises);
  }
}
