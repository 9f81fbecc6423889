package org.klantbrug.transfer.batch;

import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.RunCutovers;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/**
 * Takes live or half-done cut-overs of a run back by state, the last first, and drops its
 * rehearsal; nothing to do is fine.
 */
abstract class UndoWork implements JobWork {
  @Inject RunCutovers cutovers;
  @Inject JobRuns jobRuns;
  @Inject BusinessClock clock;

  abstract List<Kind> takesBack();

  /** What becomes of the run, in the transaction that takes back. */
  void moveRun(JobRequest job) {}

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return List.of();
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    jobRuns.holding(
        lease,
        () -> {
          cutovers.takeBack(job.subjectId(), takesBack(), job.requestedBy(), clock.now());
          moveRun(job);
        });
  }
}
