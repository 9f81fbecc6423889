package org.klantbrug.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.Rehearsal;
import org.klantbrug.work.WorkItemCompleting;

/**
 * What the answers in {@code waveCutover} need and do, and the one by which a run that waves
 * carried is closed. Inside the transaction of the answer.
 */
@ApplicationScoped
public class WaveSteps {
  private Database database;
  private WaveSettings settings;
  private WaveCutovers cutovers;
  private Reconciliation reconciliation;
  private Rehearsal rehearsal;
  private WaveBalance balance;
  private Mergers mergers;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected WaveSteps() {}

  /** Works with these. */
  @Inject
  public WaveSteps(
      Database database,
      WaveSettings settings,
      WaveCutovers cutovers,
      Reconciliation reconciliation,
      Rehearsal rehearsal,
      WaveBalance balance,
      Mergers mergers,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.settings = settings;
    this.cutovers = cutovers;
    this.reconciliation = reconciliation;
    this.rehearsal = rehearsal;
    this.balance = balance;
    this.mergers = mergers;
    this.clock = clock;
    this.audit = audit;
  }

  void onAnswer(@Observes WorkItemCompleting answer) {
    switch (answer.item().kind() + "/" + answer.outcome()) {
      case "signWave/signed" -> sign(answer);
      case "repairWave/undo" -> {
        if (answer.item().note() == null) {
          throw new RuleBroken("run.note-needed");
        }
        refuseOver(answer.item().subjectId());
      }
      case "letWavesCarry/undo", "repairRun/undo" ->
          refuse(mergers.readByRun(answer.item().subjectId()).id(), "wave.undo-each-by-two", OVER);
      case "letWavesCarry/newFiles" -> openFiles(answer);
      case "letWavesCarry/closed" -> close(answer);
      default -> {}
    }
  }

  private void sign(WorkItemCompleting answer) {
    var wave = answer.item().subjectId();
    var statement =
        cutovers
            .find(wave)
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
                "wave",
                wave,
                null));
  }

  /**
   * The old company delivers again between waves. Nobody is on his way meanwhile: what goes is what
   * was rehearsed and approved.
   */
  private void openFiles(WorkItemCompleting answer) {
    var run = answer.item().subjectId();
    var merger = mergers.readByRun(run).id();
    database.use(handle -> settings.hold(handle, merger));
    refuse(merger, "wave.files-after-wave", ON_ITS_WAY);
    database.use(handle -> Runs.nextRound(handle, run));
    mergers.runIs(run, "IMPORTING", Merger.State.RUNNING);
  }

  /**
   * All are over and signed for, and no record is left behind: the run is closed, and what was
   * rehearsed goes.
   */
  private void close(WorkItemCompleting answer) {
    var run = answer.item().subjectId();
    var merger = mergers.readByRun(run).id();
    refuse(merger, "wave.still-to-go", STILL_TO_GO);
    refuse(merger, "wave.still-to-sign", STILL_TO_SIGN);
    var left = balance.of(merger).stream().mapToLong(WaveBalance.Whole::left).sum();
    if (left > 0) {
      throw new RuleBroken("wave.records-left", left);
    }
    rehearsal.drop(run, answer.staff().id(), clock.now());
    mergers.runIs(run, "CLOSED", Merger.State.SIGNED);
  }

  /** What is over goes back by two people, whoever repairs what came after. */
  private void refuseOver(long waveId) {
    if (cutovers.isLive(waveId)) {
      throw new RuleBroken("wave.undo-by-two");
    }
  }

  private static final String OVER =
      "select count(*) from wave_wave where merger_id = :merger and state = 'OVER'";

  private static final String ON_ITS_WAY =
      "select count(*) from wave_wave where merger_id = :merger and state = 'RELEASED'";

  /** SQL: accounts of a merger that are not over, and on which nobody decided. */
  static final String STILL_TO_GO =
      "select count(*) from wave_member where merger_id = :merger and state not in ('OVER', 'GONE')";

  private static final String STILL_TO_SIGN =
      """
      select count(*) from wave_wave w
       where w.merger_id = :merger and w.state = 'OVER'
         and not exists (select from transfer_cutover c join transfer_reconciliation r on r.cutover_id = c.id
                          where c.wave_id = w.id and c.state = 'LIVE' and r.signed_at is not null)""";

  private void refuse(long mergerId, String rule, String count) {
    var left =
        database.with(
            handle -> handle.createQuery(count).bind("merger", mergerId).mapTo(Long.class).one());
    if (left > 0) {
      throw new RuleBroken(rule, left);
    }
  }
}
