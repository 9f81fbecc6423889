package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItemCompleting;
import org.klantbrug.work.WorkItems;

/**
 * Taking back what a closed run brought takes two: one asks, and somebody of finance, who signs
 * what comes over, confirms it.
 */
@ApplicationScoped
public class UndoRequests {
  /** Kind of the work item by which the other decides. */
  public static final String DECISION = "confirmUndo";

  private Database database;
  private RunUndo undo;
  private Mergers mergers;
  private WorkItems workItems;
  private Audit audit;
  private BusinessClock clock;

  /** For the container. */
  protected UndoRequests() {}

  /** Works with these. */
  @Inject
  public UndoRequests(
      Database database,
      RunUndo undo,
      Mergers mergers,
      WorkItems workItems,
      Audit audit,
      BusinessClock clock) {
    this.database = database;
    this.undo = undo;
    this.mergers = mergers;
    this.workItems = workItems;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A wish to take back that nobody decided on.
   *
   * @param askedById staff id
   * @param askedBy full name
   */
  public record Wish(
      long id,
      RunUndo.Scope scope,
      String reason,
      long askedById,
      String askedBy,
      Instant askedAt) {}

  /** What is asked for a run and waits for somebody else. */
  public Optional<Wish> open(long runId) {
    return database.with(handle -> open(handle, runId, ""));
  }

  private static Optional<Wish> open(Handle handle, long runId, String lock) {
    return handle
        .createQuery(
            """
            select r.id, r.scope, r.reason, r.asked_by as asked_by_id, s.full_name as asked_by, r.asked_at
              from transfer_undo_request r join identity_staff s on s.id = r.asked_by
             where r.run_id = :run and r.state = 'OPEN'"""
                + lock)
        .bind("run", runId)
        .map(ConstructorMapper.of(Wish.class))
        .findOne();
  }

  /**
   * Asks to take back what a run brought. Nothing changes until somebody of finance, who finds it
   * on the work list, confirms it.
   *
   * @param reason why; kept with each cut-over that is taken back
   * @throws RuleBroken if no reason is given, it cannot be taken back now, or it is asked already
   */
  @Transactional
  public void ask(long runId, RunUndo.Scope scope, String reason, Staff by) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("run.note-needed");
    }
    database.use(
        handle -> {
          Runs.holdMerger(handle, runId);
          undo.refuseImpossible(runId, scope);
          if (open(handle, runId, "").isPresent()) {
            throw new RuleBroken("run.undo-asked");
          }
          note(handle, runId, scope, reason.strip(), by);
        });
    workItems.open(
        new WorkItem(
            DECISION,
            null,
            null,
            "run",
            runId,
            mergers.readByRun(runId).name(),
            "finance",
            by.id(),
            List.of("approved", "declined"),
            null,
            clock.now()));
  }

  private void note(Handle handle, long runId, RunUndo.Scope scope, String reason, Staff by) {
    handle
        .createUpdate(
            """
            insert into transfer_undo_request (run_id, scope, reason, asked_by, asked_at)
            values (:run, :scope, :reason, :staff, :at)""")
        .bind("run", runId)
        .bind("scope", scope)
        .bind("reason", reason)
        .bind("staff", by.id())
        .bind("at", clock.now())
        .execute();
    audit.record(handle, by.id(), by.login(), "runUndoAsked", "run", runId, scope.name());
  }

  /** Does what the other decided, in the transaction of the answer. */
  void onAnswer(@Observes WorkItemCompleting answer) {
    if (!answer.item().kind().equals(DECISION)) {
      return;
    }
    var run = answer.item().subjectId();
    var wish =
        database.with(
            handle ->
                open(handle, run, " for update of r")
                    .orElseThrow(() -> new RuleBroken("work.not-open", answer.item().id())));
    if (wish.askedById() == answer.staff().id()) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
    var approved = "approved".equals(answer.outcome());
    database.use(handle -> decide(handle, wish, approved, run, answer.staff()));
    if (approved) {
      undo.undo(run, wish.scope(), wish.reason(), answer.staff());
    }
  }

  private void decide(Handle handle, Wish wish, boolean approved, long run, Staff by) {
    handle
        .createUpdate(
            "update transfer_undo_request set state = :state, decided_by = :staff, decided_at = :at where id = :id")
        .bind("state", approved ? "APPROVED" : "DECLINED")
        .bind("staff", by.id())
        .bind("at", clock.now())
        .bind("id", wish.id())
        .execute();
    if (!approved) {
      audit.record(handle, by.id(), by.login(), "runUndoDeclined", "run", run, wish.scope().name());
    }
  }
}
