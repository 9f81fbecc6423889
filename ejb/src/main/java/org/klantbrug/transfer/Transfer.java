package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Merging;
import org.klantbrug.matching.RunVerdicts;
import org.klantbrug.merger.DeliveryHolds;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slice;

/**
 * Carries staged records to the live tables. The life of a cut-over: it is begun, planned in
 * slices, each slice is carried in one transaction (all or nothing; again does nothing), and then
 * all of it becomes live at one moment. Undoing is a change of state; nothing is deleted.
 */
@ApplicationScoped
public class Transfer {
  /** Kind of the job that carries the customers of a wave. */
  public static final String WAVE_JOB = "cutover-wave";

  /** With what the statements after the slices join them by. */
  private static final List<String> CARRIED_TO =
      List.of(
          "customer_party_link (identity_id, party_id, cutover_id, ended_at)",
          "customer_party (id, founder_id)",
          "transfer_ledger (cutover_id, entity, record_key, target_id, outcome, reason)");

  private Database database;
  private GoldenRecord golden;

  /** For the container. */
  public Transfer() {}

  /** Works with these. */
  @Inject
  public Transfer(Database database, GoldenRecord golden) {
    this.database = database;
    this.golden = golden;
  }

  /**
   * Begins a cut-over of what a run delivered.
   *
   * @param rehearsal whether to write to the rehearsal, which {@link Rehearsal#begin} made ready
   * @return id of the cut-over
   * @throws RuleBroken if one of the same kind is under way, a delivery is not imported yet, or our
   *     own customers are not live yet while others are to be joined to them
   */
  public long begin(long runId, Kind kind, boolean rehearsal, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          RunVerdicts.hold(handle, runId);
          DeliveryHolds.holdFiles(handle, runId);
          (rehearsal ? Place.REHEARSAL : Place.LIVE).enter(handle);
          ReadyRun.refuseUnready(handle, runId, kind, rehearsal);
          Place.leave(handle);
          return note(handle, runId, kind, rehearsal, null, staffId, at);
        });
  }

  /**
   * Begins the cut-over of a wave: of its customers alone, with all that the run delivered of them.
   * The first after a file came also books what of it is of no customer.
   *
   * @param customers identities that it carries; none is carried by another of this run
   * @return id of the cut-over
   * @throws RuleBroken as {@link #begin}
   */
  public long beginWave(long runId, long waveId, List<Long> customers, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          RunVerdicts.hold(handle, runId);
          DeliveryHolds.holdFiles(handle, runId);
          ReadyRun.refuseUnready(handle, runId);
          ApprovedRehearsal.refuseOther(handle, runId);
          var cutover = note(handle, runId, Kind.TRANSFER, false, waveId, staffId, at);
          handle
              .createUpdate(
                  "insert into transfer_scope (cutover_id, identity_id) select :cutover, unnest(:customers)")
              .bind("cutover", cutover)
              .bindArray("customers", Long.class, customers)
              .execute();
          takeTheRest(handle, cutover);
          return cutover;
        });
  }

  /** Of files of which no other wave books what is of no customer, this one does. */
  private static void takeTheRest(Handle handle, long cutoverId) {
    handle
        .createUpdate(
            """
            with rest as (
              insert into transfer_rest (cutover_id, delivery_id)
              select c.id, d.id from transfer_cutover c
                join merger_delivery d on d.run_id = c.run_id and d.company_id = c.company_id and d.round <= c.round
               where c.id = :cutover and d.state = 'IMPORTED'
                 and not exists (select from transfer_rest x join transfer_cutover o on o.id = x.cutover_id
                                  where x.delivery_id = d.id and o.state in ('RUNNING', 'LIVE'))
              returning delivery_id)
            update transfer_cutover set carries_rest = exists (select from rest) where id = :cutover""")
        .bind("cutover", cutoverId)
        .execute();
  }

  /** Notes which job plans and carries the slices of a cut-over of a wave from now on. */
  public void isCarriedBy(long cutoverId, long jobId) {
    database.use(
        handle ->
            handle.execute(
                "update transfer_cutover set job_id = ? where id = ? and job_id is distinct from ?",
                jobId,
                cutoverId,
                jobId));
  }

  /** The identities that the cut-over of a wave carries. */
  public List<Long> scope(long cutoverId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select identity_id from transfer_scope where cutover_id = :cutover order by identity_id")
                .bind("cutover", cutoverId)
                .mapTo(Long.class)
                .list());
  }

  private static long note(
      Handle handle,
      long runId,
      Kind kind,
      boolean rehearsal,
      Long waveId,
      long staffId,
      Instant at) {
    return handle
        .createQuery(
            """
            insert into transfer_cutover (run_id, merger_id, company_id, kind, rehearsal, wave_id, started_by, started_at,
                   seen_verdict, carries_rest, round)
            select r.id, m.id, case when cast(:kind as text) = 'OWN' then m.acquirer_id else m.acquired_id end,
                   :kind, :rehearsal, cast(:wave as bigint), :staff, cast(:at as timestamptz), :seen,
                   cast(:wave as bigint) is null, r.round
              from merger_run r join merger_merger m on m.id = r.merger_id where r.id = :run
            on conflict (run_id, kind, rehearsal, coalesce(wave_id, 0)) where state = 'RUNNING' do nothing
            returning id
            """)
        .bind("run", runId)
        .bind("kind", kind)
        .bind("rehearsal", rehearsal)
        .bind("wave", waveId)
        .bind("staff", staffId)
        .bind("at", at)
        .bind("seen", RunVerdicts.newest(handle, runId))
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("transfer.under-way"));
  }

  /** The cut-over as it is now. */
  public Cutover read(long cutoverId) {
    return database.with(handle -> Cutover.read(handle, cutoverId));
  }

  /** The cut-overs of a merger, newest first, rehearsals too. */
  public List<Cutover> ofMerger(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select "
                        + Cutover.columns()
                        + " from transfer_cutover where merger_id = :merger order by id desc")
                .bind("merger", mergerId)
                .map(ConstructorMapper.of(Cutover.class))
                .list());
  }

  /** Deliveries of an entity that a cut-over carries, the oldest extract first. */
  static List<Long> deliveries(Handle handle, Cutover cutover, LiveTable table) {
    return CarriedFiles.of(
        handle, cutover.runId(), cutover.companyId(), table.entity(), cutover.round());
  }

  /**
   * The slices of a cut-over: the same each time, as long as no identities are added. Any order
   * will do, and several at once.
   *
   * @throws RuleBroken if staged customers have no identity yet
   */
  public List<Slice> plan(JobLease lease, long cutoverId) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return Cutover.with(
              handle, cutoverId, Cutover.Hold.SHARED, cutover -> SlicePlan.of(handle, cutover));
        });
  }

  /**
   * Carries one slice in one transaction. Safe to do again, and by two runners at once: what is in
   * the ledger is passed over.
   *
   * @param slice of the plan
   * @throws RuleBroken if the cut-over is no longer running
   */
  public Carried transferSlice(JobLease lease, long cutoverId, Slice slice) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return Cutover.with(
              handle,
              cutoverId,
              Cutover.Hold.SHARED,
              cutover -> {
                refuseEnded(cutover);
                return SliceWork.carry(handle, cutover, slice);
              });
        });
  }

  private static void refuseEnded(Cutover cutover) {
    if (!cutover.is("RUNNING")) {
      throw new RuleBroken("transfer.not-running");
    }
  }

  /**
   * Lets everything that the cut-over carried count, from this moment: customers that were there
   * before get their new values, and the golden values of parties that got company or new values,
   * or come back, are made anew. To be called when all slices are done.
   */
  public void goLive(JobLease lease, long cutoverId, Instant at) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          return Cutover.with(
              handle,
              cutoverId,
              Cutover.Hold.ALONE,
              cutover -> {
                refuseEnded(cutover);
                goLive(handle, cutover, at);
                return null;
              });
        });
  }

  private void goLive(Handle handle, Cutover cutover, Instant at) {
    var cutoverId = cutover.id();
    handle
        .createUpdate("update transfer_cutover set state = 'LIVE', live_at = :at where id = :id")
        .bind("at", at)
        .bind("id", cutoverId)
        .execute();
    PlannerFigures.refresh(handle, CARRIED_TO);
    NewVersions.takeAlong(handle, cutover);
    var parties = new TreeSet<>(partiesToMakeAnew(handle, cutover));
    if (!cutover.rehearsal()) {
      parties.addAll(RenewedCustomers.renew(handle, cutoverId, at));
    }
    golden.recompute(handle, parties, at);
  }

  /**
   * Parties of which this cut-over touched an identity that is not the only one, and those that
   * come back: a party that was taken back still has the values of then. One that this cut-over
   * made has its values since it began.
   */
  private static List<Long> partiesToMakeAnew(Handle handle, Cutover cutover) {
    return handle
        .createQuery(
            """
            select distinct l.party_id from customer_party_link l join customer_party p on p.id = l.party_id
             where l.cutover_id = :cutover and (p.founder_id <> l.identity_id or p.golden_at <> :startedAt)
            union
            select l.party_id from transfer_ledger g join customer_party_link l on l.party_id = g.target_id
             where g.cutover_id = :cutover and g.entity = 'CUSTOMER' and g.outcome = 'PRESENT' and g.reason = 'RENEWED'
            """)
        .bind("cutover", cutover.id())
        .bind("startedAt", cutover.startedAt())
        .mapTo(Long.class)
        .list();
  }

  /**
   * Takes a cut-over back: what it brought no longer counts, its customers are no longer linked,
   * and the golden values are again what they were made of before. Nothing is deleted, and what
   * people did since stays, but for merges of nobody else than its customers. A failed job that
   * carried it is given up: to carry again is a new job.
   *
   * @throws RuleBroken if it is not live or running, or a later cut-over of the merger stands on
   *     it: of a wave, one that carries a customer of it, or everybody
   */
  public void undo(long cutoverId, long staffId, String reason, Instant at) {
    database.inTransaction(
        handle ->
            Cutover.with(
                handle,
                cutoverId,
                Cutover.Hold.ALONE,
                cutover -> {
                  refuseUndo(handle, cutover);
                  undo(handle, cutover, staffId, reason, at);
                  abandonFailedJob(handle, cutover);
                  return null;
                }));
  }

  private static void abandonFailedJob(Handle handle, Cutover cutover) {
    if (cutover.isOfWave()) {
      Jobs.abandonFailed(handle, List.of(WAVE_JOB), "wave", cutover.waveId());
    } else if (!cutover.rehearsal()) {
      Jobs.abandonFailed(handle, List.of(cutover.kind().job()), "run", cutover.runId());
    }
  }

  private void undo(Handle handle, Cutover cutover, long staffId, String reason, Instant at) {
    var cutoverId = cutover.id();
    var parties = new TreeSet<>(endLinks(handle, cutoverId, staffId, at));
    handle
        .createUpdate(
            """
            update transfer_cutover
               set state = 'UNDONE', undone_by = :staff, undone_at = :at, undone_reason = :reason where id = :id
            """)
        .bind("staff", staffId)
        .bind("at", at)
        .bind("reason", reason)
        .bind("id", cutoverId)
        .execute();
    if (!cutover.rehearsal()) {
      Merging.undoEmpty(handle, cutoverId, staffId, reason, at);
    }
    NewVersions.giveBack(handle, cutover);
    parties.addAll(RenewedCustomers.restore(handle, cutoverId, at));
    golden.recompute(handle, parties, at);
  }

  /**
   * Gives the customers of ours whom a cut-over renewed what they had before. It stays live: who
   * came new by it is a customer we serve, whatever becomes of the run.
   *
   * @return customers
   */
  long giveBack(long cutoverId, Instant at) {
    return database.inTransaction(
        handle ->
            Cutover.with(
                handle,
                cutoverId,
                Cutover.Hold.ALONE,
                cutover -> {
                  var renewed = RenewedCustomers.count(handle, cutoverId);
                  golden.recompute(
                      handle, new TreeSet<>(RenewedCustomers.restore(handle, cutoverId, at)), at);
                  return renewed;
                }));
  }

  private static void refuseUndo(Handle handle, Cutover cutover) {
    if (!cutover.is("LIVE") && !cutover.is("RUNNING")) {
      throw new RuleBroken("transfer.not-live");
    }
    handle
        .createQuery(
            """
            select kind from transfer_cutover c
             where merger_id = :merger and rehearsal = :rehearsal and id > :id and state in ('RUNNING', 'LIVE')
               and (cast(:wave as bigint) is null or c.wave_id is null or exists (
                 select from transfer_scope mine join transfer_scope theirs on theirs.identity_id = mine.identity_id
                  where mine.cutover_id = :id and theirs.cutover_id = c.id))
             order by id desc limit 1
            """)
        .bind("merger", cutover.mergerId())
        .bind("rehearsal", cutover.rehearsal())
        .bind("id", cutover.id())
        .bind("wave", cutover.waveId())
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            later -> {
              throw new RuleBroken("transfer.undo-later-first", later);
            });
  }

  private static List<Long> endLinks(Handle handle, long cutoverId, long staffId, Instant at) {
    return handle
        .createQuery(
            """
            with ended as (
              update customer_party_link l set ended_at = :at, ended_by = :staff, ended_reason = 'CUTOVER_UNDONE'
               where l.ended_at is null
                 and l.identity_id in (select b.identity_id from customer_party_link b where b.cutover_id = :cutover)
              returning l.party_id)
            select distinct party_id from ended
            """)
        .bind("cutover", cutoverId)
        .bind("staff", staffId)
        .bind("at", at)
        .mapTo(Long.class)
        .list();
  }
}
