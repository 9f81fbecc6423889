package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Cases;

/**
 * Takes back what a closed run brought, and brings its contact history again. While a run goes on,
 * its own task is answered instead.
 */
@ApplicationScoped
public class RunUndo {
  private final Database database;
  private final Mergers mergers;
  private final RunCutovers cutovers;
  private final Transfer transfer;
  private final Cases cases;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected RunUndo() {
    this(null, null, null, null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public RunUndo(
      Database database,
      Mergers mergers,
      RunCutovers cutovers,
      Transfer transfer,
      Cases cases,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.mergers = mergers;
    this.cutovers = cutovers;
    this.transfer = transfer;
    this.cases = cases;
    this.clock = clock;
    this.audit = audit;
  }

  /** How much is taken back. */
  public enum Scope {
    /** The contact history; customers and contracts stay. It can be brought again in this run. */
    HISTORY(List.of(Kind.HISTORY)),
    /**
     * Everything the run brought; to bring it again needs a new run. Our own customers stay, with
     * the values they had before.
     */
    ALL(List.of(Kind.HISTORY, Kind.TRANSFER, Kind.OWN));

    private final List<Kind> newestFirst;

    Scope(List<Kind> newestFirst) {
      this.newestFirst = newestFirst;
    }
  }

  /**
   * Records of one kind that would no longer count.
   *
   * @param brought that came over or have other values by this run
   * @param joined customers of them that were joined with one of ours; 0 for other records
   */
  public record Effect(Kind kind, Entity entity, long brought, long joined) {}

  /**
   * What taking back would do.
   *
   * @param possible what can be taken back now, the smaller first; empty if nothing of it is live
   * @param effects by kind and entity
   * @param deskWork what our own desk did for its customers since, if they would be taken back
   */
  public record Preview(List<Scope> possible, List<Effect> effects, List<DeskWork> deskWork) {
    /** Effects of taking so much back. */
    public List<Effect> effectsOf(Scope scope) {
      return effects.stream().filter(each -> scope.newestFirst.contains(each.kind())).toList();
    }
  }

  /** What taking a run back would do now. */
  public Preview preview(long runId) {
    var customers = lives(runId, Kind.TRANSFER);
    var history = live(runId, Kind.HISTORY).filter(this::holdsRecords);
    var renewed = cutovers.renewedOwn(runId);
    var possible = new ArrayList<Scope>();
    if (history.isPresent()) {
      possible.add(Scope.HISTORY);
    }
    if (!customers.isEmpty() || renewed > 0) {
      possible.add(Scope.ALL);
    }
    var effects = new ArrayList<Effect>();
    effects.addAll(effects(Kind.TRANSFER, customers));
    effects.addAll(effects(Kind.HISTORY, history.stream().toList()));
    if (renewed > 0) {
      effects.add(new Effect(Kind.OWN, Entity.CUSTOMER, renewed, 0));
    }
    return new Preview(possible, effects, deskWork(customers));
  }

  /**
   * To be asked before it is asked for.
   *
   * @throws RuleBroken if a run of the merger is not closed, or nothing of this scope is live
   */
  void refuseImpossible(long runId, Scope scope) {
    refuseWhileOneGoesOn(runId);
    if (!preview(runId).possible().contains(scope)) {
      throw new RuleBroken("transfer.not-live");
    }
  }

  /**
   * Whether there was anything to bring. A history of which every record was rejected brought
   * nothing, but while it is live it cannot be brought again.
   */
  private boolean holdsRecords(Cutover cutover) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select exists (select from transfer_ledger where cutover_id = :cutover)")
                .bind("cutover", cutover.id())
                .mapTo(Boolean.class)
                .one());
  }

  /** What taking back a wave that is live would do. */
  public Preview previewWave(Cutover cutover) {
    var wave = List.of(cutover);
    return new Preview(List.of(), effects(Kind.TRANSFER, wave), deskWork(wave));
  }

  private List<DeskWork> deskWork(List<Cutover> of) {
    return database.with(handle -> DeskWork.on(handle, of.stream().map(Cutover::id).toList()));
  }

  private List<Effect> effects(Kind kind, List<Cutover> of) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select cast(:kind as text) as kind, entity,
                           count(*) as brought,
                           count(*) filter (where outcome = 'MERGED' and entity = 'CUSTOMER') as joined
                      from transfer_ledger
                     where cutover_id = any(:cutovers) and target_id is not null
                       and (outcome in ('CREATED', 'MERGED', 'HELD') or outcome = 'PRESENT' and reason = 'RENEWED')
                     group by entity""")
                .bind("kind", kind)
                .bindArray("cutovers", Long.class, of.stream().map(Cutover::id).toList())
                .map(ConstructorMapper.of(Effect.class))
                .stream()
                .sorted(Comparator.comparing(Effect::entity))
                .toList());
  }

  /**
   * Takes back what is live of a run, all or none: what two people decided, see {@link
   * UndoRequests}. Our own customers stay; with all of it, those whom the run renewed get back what
   * they had.
   *
   * @param reason why; kept with each cut-over
   * @return ids of the cut-overs, in the order in which they were taken back
   * @throws RuleBroken if no reason is given, a run of the merger is not closed, nothing of this
   *     one is live, or a later transfer stands on it
   */
  @Transactional
  public List<Long> undo(long runId, Scope scope, String reason, Staff by) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("run.note-needed");
    }
    database.use(handle -> Runs.holdMerger(handle, runId));
    refuseWhileOneGoesOn(runId);
    var taken = new ArrayList<Long>();
    for (var kind : scope.newestFirst) {
      taken.addAll(
          kind == Kind.OWN
              ? cutovers.giveBackOwn(runId, clock.now())
              : undo(runId, kind, reason.strip(), by));
    }
    if (taken.isEmpty()) {
      throw new RuleBroken("transfer.not-live");
    }
    if (scope == Scope.ALL) {
      cutovers.tellTakenBack(runId, by.id());
    }
    var customersStay = !lives(runId, Kind.TRANSFER).isEmpty();
    mergers.runIs(
        runId,
        "CLOSED",
        customersStay ? Merger.State.TRANSFERRED : cutovers.without(runId, Merger.State.UNDONE));
    audit.record(by.id(), by.login(), "runUndone", "run", runId, scope.name());
    return taken;
  }

  /** A run that goes on decides itself what becomes of the merger. */
  private void refuseWhileOneGoesOn(long runId) {
    var merger = mergers.readByRun(runId);
    database.use(handle -> EndedMergers.refuseEnded(handle, merger.id()));
    if (!merger.openRun()) {
      return;
    }
    if (merger.runId() == runId) {
      throw new RuleBroken("run.undo-by-task");
    }
    throw new RuleBroken("run.undo-other-goes-on", merger.runNo());
  }

  private List<Long> undo(long runId, Kind kind, String reason, Staff by) {
    var lives = lives(runId, kind);
    lives.forEach(live -> transfer.undo(live.id(), by.id(), reason, clock.now()));
    return lives.stream().map(Cutover::id).toList();
  }

  /** Whether the contact history of this run can be brought again: its customers live, it not. */
  public boolean canBringHistoryAgain(long runId) {
    var merger = mergers.readByRun(runId);
    return merger.runId() == runId
        && !merger.openRun()
        && live(runId, Kind.TRANSFER).isPresent()
        && live(runId, Kind.HISTORY).isEmpty();
  }

  /**
   * Opens a closed run again for its contact history alone: it is imported, rehearsed, transferred,
   * reconciled and signed anew by {@code contactHistoryTransfer}. Of two who ask for it at once,
   * the second is refused: two processes would wait for the same jobs.
   *
   * @throws RuleBroken if the run goes on, its customers are not live, or its history is
   */
  @Transactional
  public void bringHistoryAgain(long runId, Staff by) {
    database.use(handle -> Runs.holdMerger(handle, runId));
    if (!canBringHistoryAgain(runId)) {
      throw new RuleBroken("run.history-not-again");
    }
    var merger = mergers.readByRun(runId);
    mergers.runIs(runId, "TRANSFERRED", Merger.State.TRANSFERRED);
    cases.start(
        "contactHistoryTransfer",
        merger.name(),
        Map.of("runId", runId, "mergerId", merger.id(), "startedBy", by.id()));
    audit.record(by.id(), by.login(), "historyBroughtAgain", "run", runId, null);
  }

  /** What is live of a kind, the newest first: one that carried everybody, or those of waves. */
  private List<Cutover> lives(long runId, Kind kind) {
    return Stream.concat(
            live(runId, kind).stream(),
            kind == Kind.TRANSFER ? cutovers.liveOfWaves(runId).stream() : Stream.empty())
        .toList();
  }

  private Optional<Cutover> live(long runId, Kind kind) {
    return cutovers.find(runId, kind, false, "LIVE");
  }
}
