package org.klantbrug.transfer.batch;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.transfer.Transfer;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/**
 * What all jobs that carry records have in common: a cut-over, its slices, and the moment it goes
 * live.
 */
abstract class CarryWork implements JobWork {
  @Inject Transfer transfer;
  @Inject RunCutovers cutovers;
  @Inject JobRuns jobRuns;
  @Inject BusinessClock clock;

  abstract Kind carries();

  boolean isRehearsal() {
    return false;
  }

  /** What must be there before the cut-over can begin. */
  void makeReady(JobLease lease, JobRequest job) {}

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    if (cutovers.find(job.subjectId(), carries(), isRehearsal(), "LIVE").isPresent()) {
      return List.of();
    }
    makeReady(lease, job);
    return transfer.plan(lease, jobRuns.holding(lease, () -> open(job)));
  }

  private long open(JobRequest job) {
    return cutovers.open(job.subjectId(), carries(), isRehearsal(), job.requestedBy(), clock.now());
  }

  @Override
  public Map<String, Long> work(JobLease lease, JobRequest job, Slice slice) {
    var cutover = running(job).id();
    var carried = transfer.transferSlice(lease, cutover, slice);
    return Map.of(
        "created", carried.created(),
        "merged", carried.merged(),
        "present", carried.present(),
        "rejected", carried.rejected(),
        "held", carried.held());
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    cutovers.goLive(lease, job.subjectId(), carries(), isRehearsal(), clock.now());
  }

  private Cutover running(JobRequest job) {
    return cutovers
        .find(job.subjectId(), carries(), isRehearsal(), "RUNNING")
        .orElseThrow(() -> new IllegalStateException("No cut-over of " + kind() + " is under way"));
  }
}
