package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Rehearsal;
import org.klantbrug.transfer.RunFacts;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;

/**
 * The transfer of the contact history, rehearsed. Where waves carry it goes on the rehearsal of the
 * customers, which is made anew if it is gone.
 */
@ApplicationScoped
public class RehearseContactHistory extends RehearseWork {
  @Inject RunFacts facts;

  @Override
  public String kind() {
    return Rehearsal.HISTORY_JOB;
  }

  @Override
  Kind carries() {
    return Kind.HISTORY;
  }

  @Override
  void makeReady(JobLease lease, JobRequest job) {
    super.makeReady(lease, job);
    var run = job.subjectId();
    if (facts.goesByWaves(run) && cutovers.find(run, Kind.TRANSFER, true, "LIVE").isEmpty()) {
      rehearseCustomers(lease, job);
    }
  }

  private void rehearseCustomers(JobLease lease, JobRequest job) {
    var run = job.subjectId();
    var cutover =
        jobRuns.holding(
            lease, () -> cutovers.open(run, Kind.TRANSFER, true, job.requestedBy(), clock.now()));
    transfer.plan(lease, cutover).forEach(slice -> transfer.transferSlice(lease, cutover, slice));
    cutovers.goLive(lease, run, Kind.TRANSFER, true, clock.now());
  }
}
