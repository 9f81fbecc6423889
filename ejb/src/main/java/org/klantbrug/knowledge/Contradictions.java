package org.klantbrug.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/**
 * Two published answers to one question, for the same readers: found when one is published and
 * every night, or reported by a colleague. Their owners let both stand with a reason, or rewrite or
 * withdraw one; that ends it by itself.
 */
@ApplicationScoped
public class Contradictions {
  /** How work and the log call such a pair. */
  public static final String SUBJECT = "contradiction";

  private static final String SETTLE = "settleContradiction";
  private static final String EDITOR = "editor";
  private static final int LONGEST = 2000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private WorkItems work;

  /** For the container. */
  public Contradictions() {}

  /** Works with these. */
  @Inject
  public Contradictions(Database database, BusinessClock clock, Audit audit, WorkItems work) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.work = work;
  }

  /** Looks whether what was just published says otherwise than another answer. */
  void published(Handle handle, long item) {
    ended(handle);
    ContradictionRows.find(handle, item, clock.today(), clock.now()).forEach(id -> ask(handle, id));
  }

  /** Ends what is over, after an answer was taken away or its day went by. */
  @Transactional
  public void look() {
    database.inTransaction(
        handle -> {
          ended(handle);
          return null;
        });
  }

  /** Looks at all published answers; every night. */
  @Transactional
  public void lookAtAll() {
    database.inTransaction(
        handle -> {
          published(handle, 0);
          return null;
        });
  }

  private void ended(Handle handle) {
    ContradictionRows.end(handle, clock.today(), clock.now())
        .forEach(id -> work.withdraw(SUBJECT, id));
  }

  /** The owners of the two are asked, or the one owner of both. */
  private void ask(Handle handle, long id) {
    var found = ContradictionRows.read(handle, id);
    for (var owner : new LinkedHashSet<>(List.of(found.oneOwnerId(), found.otherOwnerId()))) {
      var task =
          new WorkItem(
              SETTLE,
              null,
              null,
              SUBJECT,
              id,
              found.name(),
              EDITOR,
              null,
              List.of(),
              null,
              clock.now());
      task.inHandsOf(owner);
      work.open(task);
    }
  }

  /**
   * A colleague says that two published answers contradict each other.
   *
   * @throws RuleBroken {@code knowledge.*}: they are one, readers do not see both, it is being
   *     looked at, or nothing says why
   */
  @Transactional
  public void report(long one, long other, String why, Staff by) {
    var reason = reasoned(why);
    if (one == other) {
      throw new RuleBroken("knowledge.contradiction-same");
    }
    database.inTransaction(
        handle -> {
          var added =
              ContradictionRows.report(handle, one, other, reason, clock.today(), by, clock.now());
          if (added.isEmpty()) {
            throw new RuleBroken("knowledge.contradiction-not-both");
          }
          added.forEach(id -> reported(handle, id, by));
          return null;
        });
  }

  private void reported(Handle handle, long id, Staff by) {
    ask(handle, id);
    audit.record(handle, by.id(), by.login(), "contradictionStep", SUBJECT, id, "REPORTED");
  }

  /**
   * Both stay as they are.
   *
   * @param version that was read
   */
  @Transactional
  public void keep(long id, int version, String why, Staff by) {
    var reason = reasoned(why);
    database.inTransaction(
        handle -> {
          var found = ContradictionRows.hold(handle, id);
          found.mustBe(version);
          found.mustBeDecidable(by);
          ContradictionRows.kept(handle, id, reason, by, clock.now());
          work.happened(SUBJECT, id, SETTLE, by, "bothKept");
          work.withdraw(SUBJECT, id);
          audit.record(handle, by.id(), by.login(), "contradictionStep", SUBJECT, id, "KEPT");
          return null;
        });
  }

  private static String reasoned(String why) {
    var reason = why == null ? "" : why.strip();
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw new RuleBroken("knowledge.why", LONGEST);
    }
    return reason;
  }

  /** Pairs that wait, or that are over, of which the reader may read both; the newest first. */
  public List<Contradiction> list(boolean open, int most, Staff reader) {
    return database.with(handle -> ContradictionRows.list(handle, open, most, reader));
  }

  /** How many wait for a decision. */
  public long waiting() {
    return database.with(
        handle ->
            handle
                .createQuery("select count(*) from knowledge_contradiction where state = 'OPEN'")
                .mapTo(Long.class)
                .one());
  }

  /**
   * One pair.
   *
   * @throws RuleBroken {@code knowledge.contradiction-unknown}, also for who may not read both
   */
  public Contradiction read(long id, Staff reader) {
    return database.with(handle -> ContradictionRows.read(handle, id, reader));
  }
}
