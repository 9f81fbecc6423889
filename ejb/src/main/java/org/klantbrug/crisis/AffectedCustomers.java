package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.BulkBrake;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is touched by a crisis, also who has not complained: found by criteria that are kept and
 * asked again while it runs. Each customer is in it once, with all the criteria that found him.
 */
@ApplicationScoped
public class AffectedCustomers {
  /** What the log of these deeds is about. */
  public static final String SUBJECT = "crisis";

  private static final Logger LOG = LoggerFactory.getLogger(AffectedCustomers.class);
  private static final int LONGEST = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected AffectedCustomers() {}

  /** Works with these. */
  @Inject
  public AffectedCustomers(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What a criterion would come to.
   *
   * @param found customers whom it finds
   * @param added who of them are not in the crisis yet
   * @param unknown lines of a list that are nobody
   * @param several lines that could be more than one customer
   * @param doubles lines of somebody who stood on it before
   */
  public record Preview(int found, int added, int unknown, int several, int doubles) {}

  /**
   * Counts whom a criterion would find; nothing is kept.
   *
   * @throws RuleBroken {@code crisis.*}: there is no such crisis, or the criterion is not right
   */
  public Preview preview(long crisis, NewCriterion wanted) {
    var right = wanted.checked();
    return database.with(
        handle -> {
          CrisisHead.read(handle, crisis);
          if (right.isList()) {
            var listed = ListedNumbers.count(handle, crisis, right);
            return new Preview(
                listed.found(),
                listed.added(),
                listed.unknown(),
                listed.several(),
                listed.doubles());
          }
          var asked = CriterionSql.of(CriterionSql.Kept.of(right), clock.today());
          var came = AffectedRows.count(handle, crisis, asked);
          return new Preview(came.found(), came.added(), 0, 0, 0);
        });
  }

  /**
   * Keeps a criterion and adds whom it finds.
   *
   * @return how many were added
   * @throws RuleBroken {@code crisis.*}: the crisis is over, or the criterion is not right
   */
  public int add(long crisis, NewCriterion wanted, Staff by) {
    var right = wanted.checked();
    return database.inTransaction(
        handle -> {
          CrisisHead.holdOpen(handle, crisis);
          var id = AffectedRows.add(handle, crisis, right, by, clock.now());
          if (right.isList()) {
            ListedNumbers.keep(handle, id, right);
          }
          var came = ask(handle, crisis, CriterionSql.Kept.read(handle, id));
          record(handle, by, "crisisCustomersAdded", crisis, "" + came.added());
          return came.added();
        });
  }

  private AffectedRows.Came ask(Handle handle, long crisis, CriterionSql.Kept kept) {
    return AffectedRows.ask(handle, crisis, kept, clock.today(), clock.now());
  }

  /**
   * Asks all criteria again, as customers change.
   *
   * @return how many were added
   */
  public int askAgain(long crisis, Staff by) {
    return database.inTransaction(
        handle -> {
          CrisisHead.holdOpen(handle, crisis);
          var added = askAgain(handle, crisis);
          record(handle, by, "crisisCustomersAsked", crisis, "" + added);
          return added;
        });
  }

  /** As {@link #askAgain(long, Staff)}, by itself, in the caller's transaction. */
  int askAgain(Handle handle, long crisis) {
    AffectedRows.followPersons(handle, crisis);
    var added = 0;
    for (var kept : CriterionSql.Kept.standing(handle, crisis)) {
      added += ask(handle, crisis, kept).added();
    }
    AffectedRows.standAnew(handle, crisis);
    return added;
  }

  /**
   * Asks all criteria of all crises that run again; each in a transaction of its own, by one server
   * at a time. One that fails stops none of the others.
   */
  public void askAllAgain() {
    for (var crisis : running()) {
      try {
        database.inTransaction(handle -> claim(handle, crisis) ? askAgain(handle, crisis) : 0);
      } catch (RuntimeException e) {
        LOG.error("It could not be asked whom crisis {} touches; it is tried again", crisis, e);
      }
    }
  }

  /** Holds the look, not the crisis: its room goes on meanwhile. */
  static boolean claim(Handle handle, long crisis) {
    return handle
        .createQuery(
            "select pg_try_advisory_xact_lock(hashtextextended('crisis_affected ' || :crisis, 0))")
        .bind("crisis", Long.toString(crisis))
        .mapTo(Boolean.class)
        .one();
  }

  private List<Long> running() {
    return database.with(
        handle ->
            handle
                .createQuery("select id from crisis_crisis where state = 'DECLARED' order by id")
                .mapTo(Long.class)
                .list());
  }

  /** A criterion is asked no more; whom it found stays. */
  public void end(long crisis, long criterion, Staff by) {
    change(
        crisis,
        by,
        "crisisCriterionEnded",
        """
        update crisis_criterion set ended_by = :by, ended_at = :now
         where id = :id and crisis_id = :crisis and ended_at is null""",
        criterion);
  }

  /**
   * Somebody has nothing to do with it after all; finding him again does not bring him back.
   *
   * @throws RuleBroken {@code crisis.*}: he is not in it, or there is no reason
   */
  public void remove(long crisis, long affected, String reason, Staff by) {
    var why = reasoned(reason);
    database.inTransaction(
        handle -> {
          change(
              handle,
              crisis,
              by,
              "crisisCustomerRemoved",
              """
              update crisis_affected set removed_by = :by, removed_at = :now, removed_reason = :why
               where id = :id and crisis_id = :crisis and removed_at is null""",
              affected,
              why);
          BulkBrake.goOn(handle, clock.now());
          return null;
        });
  }

  /** Who was taken out is back in. */
  public void bringBack(long crisis, long affected, Staff by) {
    change(
        crisis,
        by,
        "crisisCustomerBack",
        """
        update crisis_affected set removed_by = null, removed_at = null, removed_reason = null
         where id = :id and crisis_id = :crisis and removed_at is not null""",
        affected);
  }

  private void change(long crisis, Staff by, String deed, String update, long id) {
    database.inTransaction(
        handle -> {
          change(handle, crisis, by, deed, update, id, null);
          return null;
        });
  }

  private void change(
      Handle handle, long crisis, Staff by, String deed, String update, long id, String why) {
    CrisisHead.holdOpen(handle, crisis);
    var statement = handle.createUpdate(update).bind("id", id).bind("crisis", crisis);
    statement.configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true));
    var changed = statement.bind("by", by.id()).bind("now", clock.now()).bind("why", why).execute();
    if (changed == 0) {
      throw new RuleBroken("crisis.customer-changed");
    }
    record(handle, by, deed, crisis, "" + id);
  }

  private void record(Handle handle, Staff by, String deed, long crisis, String what) {
    audit.record(handle, by.id(), by.login(), deed, SUBJECT, crisis, what);
  }

  static String reasoned(String reason) {
    var why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST) {
      throw new RuleBroken("crisis.why", LONGEST);
    }
    return why;
  }
}
