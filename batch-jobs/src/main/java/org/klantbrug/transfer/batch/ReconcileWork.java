package org.klantbrug.transfer.batch;

import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** Makes the statement of what is live; made again, it is a new one and the old one stays. */
abstract class ReconcileWork implements JobWork {
  @Inject Reconciliation reconciliation;
  @Inject RunCutovers cutovers;
  @Inject JobRuns jobRuns;
  @Inject BusinessClock clock;

  abstract Kind reconciles();

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return List.of();
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    var cutover =
        cutovers
            .find(job.subjectId(), reconciles(), false, "LIVE")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Nothing is live that " + kind() + " could reconcile"));
    jobRuns.holding(lease, () -> reconciliation.make(cutover.id(), clock.now()));
  }
}
