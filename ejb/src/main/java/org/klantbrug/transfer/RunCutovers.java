package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.merger.Merger;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/** The cut-overs of one run: which is under way, which is live, which was rehearsed. */
@ApplicationScoped
public class RunCutovers {
  private final Database database;
  private final Transfer transfer;
  private final Event<RunTakenBack> takenBack;

  /** For the container's proxy. */
  protected RunCutovers() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public RunCutovers(Database database, Transfer transfer, Event<RunTakenBack> takenBack) {
    this.database = database;
    this.transfer = transfer;
    this.takenBack = takenBack;
  }

  /** As {@link #RunCutovers(Database, Transfer, Event)}, where nobody listens. */
  public RunCutovers(Database database, Transfer transfer) {
    this(database, transfer, null);
  }

  /**
   * The one under way, begun now if there is none: so that a job that was killed goes on with its
   * own.
   */
  public long open(long runId, Kind kind, boolean rehearsal, long staffId, Instant at) {
    return find(runId, kind, rehearsal, "RUNNING")
        .map(Cutover::id)
        .orElseGet(() -> transfer.begin(runId, kind, rehearsal, staffId, at));
  }

  /**
   * Lets the one under way count, once all its slices are carried; nothing to do if it is live.
   *
   * @throws RuleBroken if there is none: it was undone meanwhile, so the slices carried nothing
   */
  public void goLive(JobLease lease, long runId, Kind kind, boolean rehearsal, Instant at) {
    var running = find(runId, kind, rehearsal, "RUNNING");
    if (running.isPresent()) {
      transfer.goLive(lease, running.get().id(), at);
    } else if (find(runId, kind, rehearsal, "LIVE").isEmpty()) {
      throw new RuleBroken("transfer.not-running");
    }
  }

  /** The newest in this state that carries everybody, if there is one. */
  public Optional<Cutover> find(long runId, Kind kind, boolean rehearsal, String state) {
    return ofRun(runId).stream()
        .filter(
            cutover ->
                cutover.kind() == kind && cutover.rehearsal() == rehearsal && cutover.is(state))
        .filter(cutover -> !cutover.isOfWave())
        .findFirst();
  }

  /** The newest of a wave that is under way or live, if there is one. */
  public Optional<Cutover> findOfWave(long waveId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + Cutover.columns()
                        + " from transfer_cutover where wave_id = :wave and state in ('RUNNING', 'LIVE')"
                        + " order by id desc limit 1")
                .bind("wave", waveId)
                .map(ConstructorMapper.of(Cutover.class))
                .findOne());
  }

  /** Those of waves of a run that are live, newest first. */
  public List<Cutover> liveOfWaves(long runId) {
    return ofRun(runId).stream()
        .filter(cutover -> cutover.isOfWave() && cutover.is("LIVE"))
        .toList();
  }

  /** Whether one is under way or live: neither undone nor, of a rehearsal, dropped. */
  public boolean stands(long runId, Kind kind, boolean rehearsal) {
    return find(runId, kind, rehearsal, "RUNNING").isPresent()
        || find(runId, kind, rehearsal, "LIVE").isPresent();
  }

  /** All of a run, newest first. */
  public List<Cutover> ofRun(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + Cutover.columns()
                        + " from transfer_cutover where run_id = :run order by id desc")
                .bind("run", runId)
                .map(ConstructorMapper.of(Cutover.class))
                .list());
  }

  /** Whether customers or history of the acquired company are live through this run, or half so. */
  public boolean hasCarried(long runId) {
    return ofRun(runId).stream()
        .anyMatch(
            cutover ->
                !cutover.rehearsal()
                    && cutover.kind() != Kind.OWN
                    && (cutover.is("RUNNING") || cutover.is("LIVE")));
  }

  /** How many of our own customers have other values by this run. */
  public long renewedOwn(long runId) {
    return database.with(
        handle ->
            liveOwn(runId).stream()
                .mapToLong(cutover -> RenewedCustomers.count(handle, cutover.id()))
                .sum());
  }

  /**
   * Gives our own customers the values back that they had before this run. They stay, and so do
   * those who came new by it.
   *
   * @return ids of the cut-overs that had renewed anybody
   */
  public List<Long> giveBackOwn(long runId, Instant at) {
    return liveOwn(runId).stream()
        .map(Cutover::id)
        .filter(cutover -> transfer.giveBack(cutover, at) > 0)
        .toList();
  }

  private List<Cutover> liveOwn(long runId) {
    return ofRun(runId).stream()
        .filter(cutover -> !cutover.rehearsal() && cutover.kind() == Kind.OWN && cutover.is("LIVE"))
        .toList();
  }

  /**
   * Takes back what is live or half carried of a run, the newest first, and drops its rehearsal.
   * All or nothing; nothing to take back is fine. The reason kept is the remark of who decided it.
   *
   * @param kinds with {@link Kind#OWN}, our own customers get their values back, last; of whom we
   *     would serve only once all are carried, nothing stays
   */
  public void takeBack(long runId, List<Kind> kinds, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          ofRun(runId).stream()
              .filter(cutover -> !cutover.rehearsal() && kinds.contains(cutover.kind()))
              .filter(cutover -> cutover.is("LIVE") || cutover.is("RUNNING"))
              .forEach(cutover -> takeBack(handle, cutover, staffId, at));
          Rehearsal.drop(handle, runId, staffId, at);
          if (kinds.contains(Kind.OWN)) {
            tellTakenBack(runId, staffId);
          }
          return null;
        });
  }

  /** Says, inside the transaction that takes all of it back, that nobody goes over by this run. */
  void tellTakenBack(long runId, long staffId) {
    if (takenBack != null) {
      takenBack.fire(new RunTakenBack(runId, staffId));
    }
  }

  private void takeBack(Handle handle, Cutover cutover, long staffId, Instant at) {
    if (cutover.kind() == Kind.OWN && cutover.is("LIVE")) {
      transfer.giveBack(cutover.id(), at);
    } else {
      transfer.undo(cutover.id(), staffId, whyUndone(handle, cutover.runId()), at);
    }
  }

  private static String whyUndone(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select note from work_item
             where subject_kind = 'run' and subject_id = :run and outcome in ('undo', 'abandon') and note is not null
             order by completed_at desc, id desc limit 1""")
        .bind("run", runId)
        .mapTo(String.class)
        .findOne()
        .orElse("Decided in the run");
  }

  /**
   * How a merger stands once this run is given up or taken back.
   *
   * @param ended its state if no other run brought customers that are live
   * @return else signed, if the history that another run brought was signed too
   */
  public Merger.State without(long runId, Merger.State ended) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select case when bool_or(t.kind = 'HISTORY' and exists (
                                  select from transfer_reconciliation s where s.cutover_id = t.id and s.signed_at is not null))
                                then 'SIGNED' else 'TRANSFERRED' end
                      from merger_run r join transfer_cutover t on t.merger_id = r.merger_id
                     where r.id = :run and t.run_id <> r.id and t.kind <> 'OWN' and not t.rehearsal and t.state = 'LIVE'
                    having bool_or(t.kind = 'TRANSFER')""")
                .bind("run", runId)
                .mapTo(Merger.State.class)
                .findOne()
                .orElse(ended));
  }

  /** Whether the run delivers customers of this company. */
  public boolean deliversCustomers(long runId, long companyId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from merger_delivery
                                    where run_id = :run and company_id = :company and entity = 'CUSTOMER')""")
                .bind("run", runId)
                .bind("company", companyId)
                .mapTo(Boolean.class)
                .one());
  }
}
