package org.klantbrug.merger;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.TestDatabase;
import org.klantbrug.work.JobLease;

/** A merger of two made-up companies in a database of its own, ready to take files. */
final class MergerFixture {
  static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");
  private static final Executor THREADS = work -> new Thread(work).start();

  final Database database;
  final long staff;
  final long acquirer;
  final long acquired;
  final long merger;
  final Runs runs;
  final Audit audit;
  final Deliveries deliveries;
  final Previews previews;
  final DeliveryImport imports;
  final Settlement settlement;
  final RunSettlement runSettlement;
  final Path store;
  final List<CustomerValuesSet> valuesSet = new ArrayList<>();
  final Heard<CustomerValuesSet> heard = new Heard<>(valuesSet::add);
  JobLease lease;

  MergerFixture(Path store) {
    this(store, new Database(TestDatabase.fresh()));
  }

  MergerFixture(Path store, Database database) {
    this.store = store;
    this.database = database;
    audit = new Audit(database, new BusinessClock());
    runs = new Runs(database, audit);
    deliveries = new Deliveries(database, audit);
    previews = new Previews(deliveries, new Mappings(database, deliveries), audit);
    imports = new DeliveryImport(database);
    settlement = new Settlement(database);
    runSettlement = new RunSettlement(database);
    staff =
        id("insert into identity_staff (login, full_name) values ('sanne', 'Sanne') returning id");
    acquirer =
        id(
            "insert into merger_company (code, name, ours) values ('OURS', 'Ours', true) returning id");
    acquired =
        id("insert into merger_company (code, name) values ('THEIRS', 'Theirs') returning id");
    merger =
        id(
            "insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector,"
                + " notice_period, visible_from, created_by, created_at) select 'Test', "
                + acquirer
                + ", "
                + acquired
                + ", 'ASSET_DEAL', 'telecom', 'P1M', '2026-12-01', "
                + staff
                + ", '2026-10-01' returning id");
    lease = newLease();
  }

  private long id(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** A lease as the job runner takes it. */
  JobLease newLease() {
    return new JobLease(
        id(
            "insert into work_job (kind, subject_kind, subject_id, state, epoch, requested_at)"
                + " select 'import', 'delivery', coalesce(max(id), 0) + 1, 'RUNNING', 1, now()"
                + " from work_job returning id"),
        1);
  }

  long run() {
    return runs.open(merger, staff, NOW).id();
  }

  /** The staff member, as they are logged in. */
  Staff sanne() {
    return new Staff(staff, "sanne", "Sanne", "nl", false, null, Set.of(), Set.of());
  }

  Delivery register(long runId, Entity entity, String content) {
    return register(runId, entity, Delivery.Mode.FULL, content);
  }

  Delivery register(long runId, Entity entity, Delivery.Mode mode, String content) {
    return register(runId, entity, mode, EXTRACT, content);
  }

  Delivery register(
      long runId, Entity entity, Delivery.Mode mode, Instant extractAsOf, String content) {
    return deliveries.register(
        new Deliveries.Announced(runId, acquired, entity, mode, extractAsOf, "made_up.csv"),
        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
        store,
        staff,
        NOW);
  }

  /** Registers a file, takes the proposed mapping and confirms it. */
  Delivery confirmed(long runId, Entity entity, Delivery.Mode mode, String content) {
    var delivery = register(runId, entity, mode, content);
    save(delivery.id(), deliveries.proposeMapping(delivery.id()).mapping());
    return confirm(delivery.id(), staff, "Their owner", NOW);
  }

  /** A change by Sanne of whatever is there. */
  ReadingChange change() {
    return ReadingChange.ofWhateverIsThere(staff, NOW);
  }

  Delivery save(long deliveryId, Mapping mapping) {
    return deliveries.saveMapping(deliveryId, mapping, change());
  }

  Delivery confirm(long deliveryId, long staffId, String theirOwner, Instant at) {
    return deliveries.confirmMapping(
        deliveryId, theirOwner, ReadingChange.ofWhateverIsThere(staffId, at));
  }

  Delivery confirmed(long runId, Entity entity, String content) {
    return confirmed(runId, entity, Delivery.Mode.FULL, content);
  }

  /** Brings a file into staging and settles it. */
  Delivery imported(long runId, Entity entity, Delivery.Mode mode, String content) {
    var delivery = confirmed(runId, entity, mode, content);
    importFile(delivery.id());
    return settlement.settle(lease, delivery.id(), NOW);
  }

  Delivery imported(long runId, Entity entity, String content) {
    return imported(runId, entity, Delivery.Mode.FULL, content);
  }

  void importFile(long deliveryId) {
    imports.importFile(lease, deliveryId, plan(2, 1_000_000), (records, rejects) -> {});
  }

  static DeliveryImport.Plan plan(int writers, long mostRejects) {
    return new DeliveryImport.Plan(writers, mostRejects, THREADS);
  }

  /** The job that imports one part of a run is in this state. */
  void importJobIs(long runId, String kind, String state) {
    database.use(
        handle -> {
          handle.execute("delete from work_job where subject_kind = 'run'");
          handle.execute(
              "insert into work_job (kind, subject_kind, subject_id, state, requested_at)"
                  + " values (?, 'run', ?, ?, now())",
              kind,
              runId,
              state);
        });
  }

  /** What a run delivered is live from now on. */
  void cutover(long runId, String kind) {
    database.use(
        handle ->
            handle.execute(
                "insert into transfer_cutover"
                    + " (run_id, merger_id, company_id, kind, state, started_by, started_at)"
                    + " values (?, ?, ?, ?, 'LIVE', ?, now())",
                runId,
                merger,
                kind.equals("OWN") ? acquirer : acquired,
                kind,
                staff));
  }

  /** First column of the first row. */
  <T> T one(Class<T> type, String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(type).one());
  }

  <T> List<T> all(Class<T> type, String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(type).list());
  }
}
