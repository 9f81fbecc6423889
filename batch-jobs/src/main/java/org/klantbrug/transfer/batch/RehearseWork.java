package org.klantbrug.transfer.batch;

import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.Rehearsal;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.Slice;

/** A transfer by the same SQL in the schema of rehearsals, closed by a real reconciliation. */
abstract class RehearseWork extends CarryWork {
  @Inject Rehearsal rehearsal;
  @Inject Reconciliation reconciliation;

  @Override
  boolean isRehearsal() {
    return true;
  }

  @Override
  void makeReady(JobLease lease, JobRequest job) {
    jobRuns.holding(lease, () -> rehearsal.open(job.subjectId(), job.requestedBy(), clock.now()));
  }

  /** What was rehearsed before the newest files came goes first. */
  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    jobRuns.holding(
        lease, () -> rehearsal.dropOlder(job.subjectId(), job.requestedBy(), clock.now()));
    return super.prepare(lease, job);
  }

  /** A rehearsal can be dropped while its job waits, also by a new version of the tables. */
  @Override
  public boolean planStands(JobRequest job) {
    return cutovers.stands(job.subjectId(), carries(), true);
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    super.finish(lease, job);
    cutovers
        .find(job.subjectId(), carries(), true, "LIVE")
        .filter(cutover -> reconciliation.findNewest(cutover.id()).isEmpty())
        .ifPresent(
            cutover ->
                jobRuns.holding(lease, () -> reconciliation.make(cutover.id(), clock.now())));
  }
}
