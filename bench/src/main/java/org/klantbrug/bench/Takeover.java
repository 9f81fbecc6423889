package org.klantbrug.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.GoldenRecord;
import org.klantbrug.matching.Identities;
import org.klantbrug.matching.RunMatching;
import org.klantbrug.matching.RunModels;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.DeliveryImport;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.Part;
import org.klantbrug.merger.ReadingChange;
import org.klantbrug.merger.RunSettlement;
import org.klantbrug.merger.Settlement;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.work.JobLease;

/**
 * One run of a merger in one database, led through the services that the jobs of the server call,
 * in their order and with as many threads. Keys are those of a database in which nothing was.
 */
final class Takeover {
  private static final long OURS = 1;
  private static final long THEIRS = 2;
  private static final long RUN = 1;
  private static final long STAFF = 1;
  private static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  /** As the partitions of a job. */
  private static final int RUNNERS = 2;

  private static final long MOST_REJECTS = Long.MAX_VALUE;
  private static final JobLease LEASE = new JobLease(1, 1);

  private final Deliveries deliveries;
  private final DeliveryImport imports;
  private final Settlement settlement;
  private final RunSettlement runSettlement;
  private final Identities identities;
  private final RunModels models;
  private final RunMatching matching;
  private final Transfer transfer;
  private final Reconciliation reconciliation;

  Takeover(Database database) {
    var audit = new Audit(database, new BusinessClock());
    deliveries = new Deliveries(database, audit);
    imports = new DeliveryImport(database);
    settlement = new Settlement(database);
    runSettlement = new RunSettlement(database);
    identities = new Identities(database);
    models = new RunModels(database);
    matching = new RunMatching(database, models);
    transfer = new Transfer(database, new GoldenRecord(database));
    reconciliation = new Reconciliation(database, audit);
  }

  /** Registers two companies, their merger, a run and the job that everything is done for. */
  static void register(Database database) {
    database.use(
        handle -> {
          handle.execute(
              "insert into identity_staff (login, full_name) values ('bench', 'Measured')");
          handle.execute(
              "insert into merger_company (code, name, ours) values ('OURS', 'Ours', true), ('THEIRS', 'Theirs', false)");
          handle.execute(
              """
              insert into merger_merger (name, acquirer_id, acquired_id, transfer_basis, sector, notice_period,
                                         visible_from, created_by, created_at)
              values ('Measured', 1, 2, 'LEGAL_MERGER', 'TELECOM', 'P1M', '2020-01-01', 1, ?)
              """,
              NOW);
          handle.execute(
              "insert into merger_run (merger_id, no, started_by, started_at) values (1, 1, 1, ?)",
              NOW);
          handle.execute(
              """
              insert into work_job (kind, subject_kind, subject_id, state, epoch, requested_at)
              values ('match-customers', 'run', 1, 'RUNNING', 1, ?)
              """,
              NOW);
        });
  }

  /** Ends the job, so that no server takes it up. */
  static void end(Database database) {
    database.use(
        handle -> handle.execute("update work_job set state = 'COMPLETED', ended_at = ?", NOW));
  }

  /** Registers a file with the mapping that the product proposes, and confirms that. */
  Delivery deliver(Path file, boolean ours, Entity entity, Path store) {
    var announced =
        new Deliveries.Announced(
            RUN,
            ours ? OURS : THEIRS,
            entity,
            Delivery.Mode.FULL,
            EXTRACT,
            file.getFileName().toString());
    try (var content = Files.newInputStream(file)) {
      var delivery = deliveries.register(announced, content, store, STAFF, NOW);
      var change = ReadingChange.ofWhateverIsThere(STAFF, NOW);
      deliveries.saveMapping(
          delivery.id(), deliveries.proposeMapping(delivery.id()).mapping(), change);
      return deliveries.confirmMapping(delivery.id(), "Their owner", change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file to staging.
   *
   * @return records in the file
   */
  long read(long delivery, int writers) {
    var threads = Executors.newFixedThreadPool(writers);
    try {
      var plan = new DeliveryImport.Plan(writers, MOST_REJECTS, threads);
      return imports.importFile(LEASE, delivery, plan, (records, rejects) -> {});
    } finally {
      threads.shutdown();
    }
  }

  /** Finds duplicates and what changed. */
  Delivery settle(long delivery) {
    return settlement.settle(LEASE, delivery, NOW);
  }

  /** Finds records without their parents. */
  void settle(Part part) {
    runSettlement.settleRun(LEASE, RUN, part, NOW);
  }

  /** Makes our own customers live. */
  void takeOurs() {
    identities.registerIdentities(LEASE, RUN, OURS, NOW);
    carry(Kind.OWN);
  }

  /** Makes the identities of theirs: the live rows of the customers themselves. */
  void registerTheirs() {
    drain(
        identities.plan(RUN, THEIRS),
        part -> identities.registerIdentities(LEASE, RUN, THEIRS, part, NOW));
  }

  /** Estimates the model and approves it. */
  void estimate() {
    models.estimate(LEASE, RUN, THEIRS, OURS, NOW);
    models.approve(RUN, STAFF, NOW);
  }

  /** Finds the pairs and decides on them. */
  void match() {
    drain(
        matching.prepare(LEASE, RUN, THEIRS, OURS),
        slice -> matching.matchSlice(LEASE, RUN, THEIRS, slice));
    matching.decide(LEASE, RUN);
  }

  /**
   * Carries all of a kind and lets it count.
   *
   * @return the cut-over
   */
  long carry(Kind kind) {
    var cutover = transfer.begin(RUN, kind, false, STAFF, NOW);
    drain(transfer.plan(LEASE, cutover), slice -> transfer.transferSlice(LEASE, cutover, slice));
    transfer.goLive(LEASE, cutover, NOW);
    return cutover;
  }

  /** Makes the statement of a cut-over, which must balance: else a figure would say nothing. */
  void reconcile(long cutover) {
    if (!reconciliation.make(cutover, NOW).balanced()) {
      throw new IllegalStateException("Cut-over " + cutover + " does not balance");
    }
  }

  private static <T> void drain(List<T> slices, Consumer<T> work) {
    var open = new ConcurrentLinkedQueue<>(slices);
    var threads = Executors.newFixedThreadPool(RUNNERS);
    try {
      var runners = new ArrayList<Future<?>>();
      for (var i = 0; i < RUNNERS; i++) {
        runners.add(
            threads.submit(
                () -> {
                  for (var slice = open.poll(); slice != null; slice = open.poll()) {
                    work.accept(slice);
                  }
                }));
      }
      for (var runner : runners) {
        runner.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A slice failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
