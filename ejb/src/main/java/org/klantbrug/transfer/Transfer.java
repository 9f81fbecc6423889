package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.customer.Sight;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Jobs;

/**
 * Carries staged records to the live tables. The life of a cut-over: it is begun, planned in
 * slices, each slice is carried in one transaction (all or nothing; again does nothing), and then
 * all of it becomes live at one moment. Undoing is a change of state; nothing is deleted.
 */
@ApplicationScoped
public class Transfer {
  /** Customers per slice; with some contacts each, a slice is some thousands of rows. */
  private static final int CUSTOMERS_PER_SLICE = 5_000;

  private static final int CUSTOMERS_PER_HISTORY_SLICE = 4_000;

  private Database database;
  private GoldenRecord golden;

  /** For the container. */
  public Transfer() {}

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
          Deliveries.holdFiles(handle, runId);
          (rehearsal ? Place.REHEARSAL : Place.LIVE).enter(handle);
          refuseUnreadyRun(handle, runId, kind, rehearsal);
          Place.leave(handle);
          return note(handle, runId, kind, rehearsal, staffId, at);
        });
  }

  private static long note(
      Handle handle, long runId, Kind kind, boolean rehearsal, long staffId, Instant at) {
    return handle
        .createQuery(
            """
            insert into transfer_cutover (run_id, merger_id, company_id, kind, rehearsal, started_by, started_at)
            select r.id, m.id, case when cast(:kind as text) = 'OWN' then m.acquirer_id else m.acquired_id end,
                   :kind, :rehearsal, :staff, cast(:at as timestamptz)
              from merger_run r join merger_merger m on m.id = r.merger_id where r.id = :run
            on conflict (run_id, kind, rehearsal) where state = 'RUNNING' do nothing
            returning id
            """)
        .bind("run", runId)
        .bind("kind", kind)
        .bind("rehearsal", rehearsal)
        .bind("staff", staffId)
        .bind("at", at)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("transfer.under-way"));
  }

  private static void refuseUnreadyRun(Handle handle, long runId, Kind kind, boolean rehearsal) {
    if (rehearsal && !Rehearsal.isUnderWay(handle, runId)) {
      throw new RuleBroken("transfer.no-rehearsal");
    }
    handle
        .createQuery(
            """
            select d.file_name from merger_delivery d join merger_company c on c.id = d.company_id
             where d.run_id = :run and d.state not in ('IMPORTED', 'FAILED')
               and c.ours = :own and d.entity = any(:entities)
             order by d.id limit 1
            """)
        .bind("run", runId)
        .bind("own", kind == Kind.OWN)
        .bindArray(
            "entities",
            String.class,
            kind.tables().stream().map(table -> table.entity().name()).toList())
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            file -> {
              throw new RuleBroken("transfer.delivery-not-imported", file);
            });
    if (kind == Kind.TRANSFER && ourCustomersWait(handle, runId)) {
      throw new RuleBroken("transfer.own-customers-first");
    }
  }

  private static boolean ourCustomersWait(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select exists (
              select i.id from merger_run r join merger_merger m on m.id = r.merger_id
                join customer_identity i on i.company_id = m.acquirer_id where r.id = :run
              except
              select l.identity_id from customer_party_link l where %s)
            """
                .formatted(Sight.LINK_COUNTS))
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
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
              handle, cutoverId, Cutover.Hold.SHARED, cutover -> plan(handle, cutover));
        });
  }

  private static List<Slice> plan(Handle handle, Cutover cutover) {
    refuseUnregistered(handle, cutover);
    refreshFigures(handle, cutover);
    var bounds = bounds(handle, cutover);
    var slices = new ArrayList<Slice>();
    slices.add(new Slice(0, 1));
    for (int i = 0; i < bounds.size(); i++) {
      var last = i + 1 == bounds.size();
      slices.add(new Slice(bounds.get(i), last ? Long.MAX_VALUE : bounds.get(i + 1)));
    }
    return slices;
  }

  /** What the planner must know to choose well: bulk work changed these tables a moment ago. */
  private static void refreshFigures(Handle handle, Cutover cutover) {
    for (var table : cutover.kind().tables()) {
      handle.execute("analyze " + table.entity().stagingTable());
    }
    for (var table :
        List.of("customer_identity", "customer_party", "customer_party_link", "matching_pair")) {
      handle.execute("analyze " + table);
    }
  }

  private static List<Long> bounds(Handle handle, Cutover cutover) {
    return handle
        .createQuery(
            """
            select id from (
              select id, row_number() over (order by id) as no from customer_identity where company_id = :company) i
             where no % :size = 1 order by id
            """)
        .bind("company", cutover.companyId())
        .bind(
            "size",
            cutover.kind() == Kind.HISTORY ? CUSTOMERS_PER_HISTORY_SLICE : CUSTOMERS_PER_SLICE)
        .mapTo(Long.class)
        .list();
  }

  private static void refuseUnregistered(Handle handle, Cutover cutover) {
    var missing =
        handle
            .createQuery(
                """
                select count(*) from merger_staged_customer s join merger_delivery d on d.id = s.delivery_id
                 where d.run_id = :run and d.company_id = :company and d.state = 'IMPORTED' and %s
                   and not exists (select from customer_identity i
                                    where i.company_id = d.company_id and i.source_key = s.source_key)
                """
                    .formatted(SliceSql.STANDING))
            .bind("run", cutover.runId())
            .bind("company", cutover.companyId())
            .mapTo(Long.class)
            .one();
    if (missing > 0) {
      throw new RuleBroken("transfer.identities-missing", missing);
    }
  }

  /**
   * Carries one slice in one transaction. Safe to do again, and by two runners at once: what is in
   * the ledger is passed over.
   *
   * @param from first identity id, or 0 for the records that belong to nobody
   * @param to the identity id before which the slice ends
   * @throws RuleBroken if the cut-over is no longer running
   */
  public Carried transferSlice(JobLease lease, long cutoverId, long from, long to) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          return Cutover.with(
              handle,
              cutoverId,
              Cutover.Hold.SHARED,
              cutover -> {
                refuseEnded(cutover);
                return carry(handle, cutover, new Slice(from, to));
              });
        });
  }

  private static void refuseEnded(Cutover cutover) {
    if (!cutover.is("RUNNING")) {
      throw new RuleBroken("transfer.not-running");
    }
  }

  private static Carried carry(Handle handle, Cutover cutover, Slice slice) {
    var carried = Carried.NOTHING;
    for (var table : cutover.kind().tables()) {
      var deliveries = deliveries(handle, cutover, table);
      if (!deliveries.isEmpty()) {
        carried = carried.plus(carry(handle, cutover, slice, table, deliveries));
      }
    }
    return carried;
  }

  private static Carried carry(
      Handle handle, Cutover cutover, Slice slice, LiveTable table, List<Long> deliveries) {
    var several = deliveries.size() > 1;
    var work = new SliceWork(handle, cutover, slice, deliveries, liveCutovers(handle, cutover));
    var carried = Carried.NOTHING;
    if (slice.from() == 0) {
      carried =
          carried
              .plus(work.book(SliceSql.bookTheRest(table, several)))
              .plus(work.book(SliceSql.bookRejects(table)));
    }
    if (table == LiveTable.CUSTOMER) {
      work.run(SliceSql.linkCustomers(several));
      return carried.plus(work.book(SliceSql.bookCustomers(several)));
    }
    var facts = work.countByOutcome(SliceSql.carryFacts(table, several, work.again()));
    if (facts.getOrDefault("RENEWED", 0L) > 0) {
      work.run(SliceSql.supersede(table));
    }
    return carried.plus(Carried.of(facts));
  }

  /** Deliveries of an entity in the run, the oldest extract first. */
  static List<Long> deliveries(Handle handle, Cutover cutover, LiveTable table) {
    return handle
        .createQuery(
            """
            select id from merger_delivery
             where run_id = :run and company_id = :company and entity = :entity and state = 'IMPORTED'
             order by extract_as_of, id
            """)
        .bind("run", cutover.runId())
        .bind("company", cutover.companyId())
        .bind("entity", table.entity())
        .mapTo(Long.class)
        .list();
  }

  private static List<Long> liveCutovers(Handle handle, Cutover cutover) {
    return handle
        .createQuery(
            """
            select id from transfer_cutover where state = 'LIVE' and company_id = :company and kind = :kind
            """)
        .bind("company", cutover.companyId())
        .bind("kind", cutover.kind())
        .mapTo(Long.class)
        .list();
  }

  /** The statements of one slice of one entity, with what they all bind. */
  private record SliceWork(
      Handle handle, Cutover cutover, Slice slice, List<Long> deliveries, List<Long> liveCutovers) {

    boolean again() {
      return !liveCutovers.isEmpty();
    }

    void run(String sql) {
      bind(handle.createUpdate(sql)).execute();
    }

    /** Runs an insert into the ledger and counts by outcome. */
    Carried book(String insert) {
      return Carried.of(
          countByOutcome(
              "with booked as (%s returning outcome) select outcome, count(*) from booked group by outcome"
                  .formatted(insert)));
    }

    Map<String, Long> countByOutcome(String sql) {
      return bind(handle.createQuery(sql))
          .map((rs, context) -> Map.entry(rs.getString(1), rs.getLong(2)))
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private <T extends SqlStatement<T>> T bind(T statement) {
      return statement
          .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
          .bind("cutover", cutover.id())
          .bind("run", cutover.runId())
          .bind("company", cutover.companyId())
          .bindArray("deliveries", Long.class, deliveries)
          .bindArray("liveCutovers", Long.class, liveCutovers)
          .bind("from", slice.from())
          .bind("to", slice.to())
          .bind("at", cutover.startedAt());
    }
  }

  /**
   * Lets everything that the cut-over carried count, from this moment: customers that were there
   * before get their new values, and the golden values of parties that got company or new values
   * are made anew. To be called when all slices are done.
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
    for (var table : List.of("customer_party_link", "customer_party", "transfer_ledger")) {
      handle.execute("analyze " + table);
    }
    var parties = new TreeSet<>(partiesWithCompany(handle, cutoverId));
    if (!cutover.rehearsal()) {
      parties.addAll(RenewedCustomers.renew(handle, cutoverId, at));
    }
    golden.recompute(handle, parties, at);
  }

  /** Parties of which this cut-over touched an identity that is not the only one. */
  private static List<Long> partiesWithCompany(Handle handle, long cutoverId) {
    return handle
        .createQuery(
            """
            select distinct l.party_id from customer_party_link l join customer_party p on p.id = l.party_id
             where l.cutover_id = :cutover and p.founder_id <> l.identity_id
            union
            select l.party_id from transfer_ledger g join customer_party_link l on l.party_id = g.target_id
             where g.cutover_id = :cutover and g.entity = 'CUSTOMER' and g.outcome = 'PRESENT' and g.reason = 'RENEWED'
            """)
        .bind("cutover", cutoverId)
        .mapTo(Long.class)
        .list();
  }

  /**
   * Takes a cut-over back: what it brought no longer counts, its customers are no longer linked,
   * and the golden values are again what they were made of before. Nothing is deleted, and what
   * people did since stays. A failed job that carried it is given up: to carry again is a new job.
   *
   * @throws RuleBroken if it is not live or running, or a later cut-over of the merger stands on it
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
                  undo(handle, cutoverId, staffId, reason, at);
                  if (!cutover.rehearsal()) {
                    Jobs.abandonFailed(
                        handle, List.of(cutover.kind().job()), "run", cutover.runId());
                  }
                  return null;
                }));
  }

  private void undo(Handle handle, long cutoverId, long staffId, String reason, Instant at) {
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
    parties.addAll(RenewedCustomers.restore(handle, cutoverId, at));
    golden.recompute(handle, parties, at);
  }

  private static void refuseUndo(Handle handle, Cutover cutover) {
    if (!cutover.is("LIVE") && !cutover.is("RUNNING")) {
      throw new RuleBroken("transfer.not-live");
    }
    handle
        .createQuery(
            """
            select kind from transfer_cutover
             where merger_id = :merger and rehearsal = :rehearsal and id > :id and state in ('RUNNING', 'LIVE')
             order by id desc limit 1
            """)
        .bind("merger", cutover.mergerId())
        .bind("rehearsal", cutover.rehearsal())
        .bind("id", cutover.id())
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
