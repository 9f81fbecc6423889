package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.matching.RunModels;
import org.klantbrug.matching.RunVerdicts;
import org.klantbrug.merger.DeliveryHolds;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.WorkItemCompleting;

/**
 * What the answers in {@code migrationRun} and {@code contactHistoryTransfer} need and do. Runs
 * inside the transaction of the answer: an answer that may not be given changes nothing.
 */
@ApplicationScoped
public class MigrationSteps {
  private static final List<String> NEEDS_NOTE =
      List.of("abandon", "undo", "explained", "goWithout");

  private final Database database;
  private final Mergers mergers;
  private final RunCutovers cutovers;
  private final Reconciliation reconciliation;
  private final Rehearsal rehearsal;
  private final RunModels models;
  private final RunFacts facts;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected MigrationSteps() {
    this(null, null, null, null, null, null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public MigrationSteps(
      Database database,
      Mergers mergers,
      RunCutovers cutovers,
      Reconciliation reconciliation,
      Rehearsal rehearsal,
      RunModels models,
      RunFacts facts,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.mergers = mergers;
    this.cutovers = cutovers;
    this.reconciliation = reconciliation;
    this.rehearsal = rehearsal;
    this.models = models;
    this.facts = facts;
    this.clock = clock;
    this.audit = audit;
  }

  /** Whether this answer in the process of a run is refused without a note that says why. */
  public static boolean needsNote(String outcome) {
    return NEEDS_NOTE.contains(outcome);
  }

  void onAnswer(@Observes WorkItemCompleting answer) {
    if (!"run".equals(answer.item().subjectKind())) {
      return;
    }
    if (NEEDS_NOTE.contains(answer.outcome()) && answer.item().note() == null) {
      throw new RuleBroken("run.note-needed");
    }
    var run = answer.item().subjectId();
    switch (answer.item().kind() + "/" + answer.outcome()) {
      case "confirmMapping/confirmed" -> {
        refuseUnconfirmed(run);
        refuseWithoutCustomers(run);
      }
      case "repairRun/goOn" -> refuseWithoutCustomers(run);
      case "resolveRejects/resolved" -> refuseOpen(run, "run.rejects-open", OPEN_REJECTS);
      case "approveMatchModel/approved" -> models.approve(run, answer.staff().id(), clock.now());
      case "reviewMatches/reviewed" -> refuseOpenPairs(run);
      case "approveRehearsal/approved" -> approve(answer, Kind.TRANSFER);
      case "approveHistoryRehearsal/approved" -> {
        approve(answer, Kind.HISTORY);
        standReady(run);
      }
      case "approveRehearsal/again", "approveHistoryRehearsal/again" ->
          rehearsal.drop(run, answer.staff().id(), clock.now());
      case "signReconciliation/signed" -> {
        sign(answer, Kind.TRANSFER);
        mergers.runIs(run, "TRANSFERRED", Merger.State.TRANSFERRED);
      }
      case "signHistory/signed" -> {
        sign(answer, Kind.HISTORY);
        mergers.runIs(run, "CLOSED", Merger.State.SIGNED);
      }
      case "decideOnHistory/goWithout" -> {
        refuseWithoutHistory(run);
        mergers.runIs(run, "CLOSED", Merger.State.TRANSFERRED);
      }
      case "confirmMapping/abandon", "approveRehearsal/abandon", "repairRun/abandon" ->
          abandon(answer);
      default -> {}
    }
  }

  private static final String OPEN_REJECTS =
      """
      select count(*) from merger_reject r join merger_delivery d on d.id = r.delivery_id
       where d.run_id = :run and r.state = 'OPEN' and d.entity not in ('CONTACT', 'DOCUMENT')""";

  private void refuseUnconfirmed(long run) {
    refuseOpen(
        run,
        "run.files-not-confirmed",
        "select count(*) from merger_delivery where run_id = :run and state in ('REGISTERED', 'MAPPED')");
  }

  private void refuseWithoutCustomers(long run) {
    database.use(handle -> Runs.refuseWithoutCustomers(handle, run));
  }

  private void refuseOpen(long run, String rule, String count) {
    var open =
        database.with(handle -> handle.createQuery(count).bind("run", run).mapTo(Long.class).one());
    if (open > 0) {
      throw new RuleBroken(rule, open);
    }
  }

  private void refuseOpenPairs(long run) {
    database.inTransaction(
        handle -> {
          RunVerdicts.refuseOpen(handle, run);
          return null;
        });
  }

  /**
   * Approved is what this run rehearsed and reconciled, as long as the transfer would bring the
   * same; then the place is free again, unless waves carry.
   */
  private void approve(WorkItemCompleting answer, Kind kind) {
    var run = answer.item().subjectId();
    var rehearsed =
        cutovers
            .find(run, kind, true, "LIVE")
            .orElseThrow(() -> new RuleBroken("run.rehearsal-missing"));
    var statement =
        reconciliation
            .findNewest(rehearsed.id())
            .orElseThrow(() -> new RuleBroken("run.rehearsal-missing"));
    database.inTransaction(
        handle -> {
          if (kind == Kind.TRANSFER) {
            refuseUnseenVerdicts(handle, rehearsed);
          }
          DeliveryHolds.holdFiles(handle, run);
          if (!KeptStatements.isCurrent(handle, statement)) {
            throw new RuleBroken("run.rehearsal-outdated");
          }
          return null;
        });
    if (!facts.goesByWaves(run)) {
      rehearsal.drop(run, answer.staff().id(), clock.now());
    }
  }

  /** Waves carry from here on; what is rehearsed stays, for there is seen what stops them. */
  private void standReady(long run) {
    if (facts.goesByWaves(run)) {
      mergers.runIs(run, "READY", Merger.State.READY);
    }
  }

  private void refuseWithoutHistory(long run) {
    if (facts.goesByWaves(run)) {
      throw new RuleBroken("run.waves-bring-history");
    }
  }

  private static void refuseUnseenVerdicts(Handle handle, Cutover rehearsed) {
    RunVerdicts.refuseOpen(handle, rehearsed.runId());
    if (RunVerdicts.newest(handle, rehearsed.runId()) > rehearsed.seenVerdict()) {
      throw new RuleBroken("run.rehearsal-outdated");
    }
  }

  private void sign(WorkItemCompleting answer, Kind kind) {
    var statement =
        cutovers
            .find(answer.item().subjectId(), kind, false, "LIVE")
            .flatMap(cutover -> reconciliation.findNewest(cutover.id()))
            .orElseThrow(() -> new RuleBroken("run.reconciliation-missing"));
    reconciliation.sign(statement.id(), answer.item().note(), answer.staff().id(), clock.now());
    database.use(
        handle ->
            audit.record(
                handle,
                answer.staff().id(),
                answer.staff().login(),
                "reconciliationSigned",
                "run",
                answer.item().subjectId(),
                kind.name()));
  }

  /**
   * What is live or half carried is taken back first; else nobody could do that any more. Our own
   * customers stay, with the values they had before the run.
   */
  private void abandon(WorkItemCompleting answer) {
    var run = answer.item().subjectId();
    if (cutovers.hasCarried(run)) {
      throw new RuleBroken("run.abandon-carried");
    }
    cutovers.takeBack(run, List.of(Kind.OWN), answer.staff().id(), clock.now());
    mergers.runIs(run, "ABANDONED", cutovers.without(run, Merger.State.ABANDONED));
  }
}
