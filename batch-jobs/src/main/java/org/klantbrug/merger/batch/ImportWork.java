package org.klantbrug.merger.batch;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.DeliveryImport;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Part;
import org.klantbrug.merger.RunSettlement;
import org.klantbrug.merger.Runs;
import org.klantbrug.merger.Settlement;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;
import org.klantbrug.work.StopAsked;

/**
 * Delivered files of a run to staging, parents before children. A file is read in order by one
 * parser; its chunks are the slices, so there are none of the job's own. A file that was imported
 * before is passed over.
 */
abstract class ImportWork implements JobWork {
  private static final int WRITERS = 2;

  @Inject Mergers mergers;
  @Inject Runs runs;
  @Inject Deliveries deliveries;
  @Inject DeliveryImport imports;
  @Inject Settlement settlement;
  @Inject RunSettlement runSettlement;
  @Inject JobRuns jobRuns;
  @Inject BusinessClock clock;
  @Resource ManagedExecutorService executor;

  abstract Part part();

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    var before = 0L;
    for (var delivery : files(job)) {
      before += importOne(lease, delivery, before);
    }
    runSettlement.settleRun(lease, job.subjectId(), part(), clock.now());
    return List.of();
  }

  private List<Delivery> files(JobRequest job) {
    var ours = mergers.readByRun(job.subjectId()).acquirerId();
    return deliveries.ofRun(job.subjectId()).stream()
        .filter(delivery -> part().holds(delivery.entity(), delivery.companyId() == ours))
        .sorted(Comparator.comparing(Delivery::entity).thenComparing(Delivery::id))
        .toList();
  }

  private long importOne(JobLease lease, Delivery delivery, long before) {
    if (!delivery.isToBeRead()) { // by an attempt before this one
      return delivery.counts() == null ? 0 : delivery.counts().read();
    }
    var plan =
        new DeliveryImport.Plan(WRITERS, runs.read(delivery.runId()).mostRejects(), executor);
    var records =
        imports.importFile(
            lease, delivery.id(), plan, (read, rejects) -> goOn(lease, before + read));
    settlement.settle(lease, delivery.id(), clock.now());
    jobRuns.progress(lease, before + records, null);
    return records;
  }

  /** What was read until a stop stays: the next attempt passes it over. */
  private void goOn(JobLease lease, long done) {
    jobRuns.progress(lease, done, null);
    if (jobRuns.mustLeave(lease)) {
      throw new StopAsked();
    }
  }
}
