package org.klantbrug.wave.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.wave.WaveCutovers;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Slice;

/** The statement of what a wave carried; made again, it is a new one and the old one stays. */
@ApplicationScoped
public class ReconcileWave implements JobWork {
  @Inject WaveCutovers waves;
  @Inject Reconciliation reconciliation;
  @Inject JobRuns jobRuns;
  @Inject BusinessClock clock;

  @Override
  public String kind() {
    return "reconcile-wave";
  }

  @Override
  public List<Slice> prepare(JobLease lease, JobRequest job) {
    return List.of();
  }

  @Override
  public void finish(JobLease lease, JobRequest job) {
    var cutover =
        waves.find(job.subjectId()).orElseThrow(() -> new RuleBroken("wave.not-over")).id();
    jobRuns.holding(lease, () -> reconciliation.make(cutover, clock.now()));
  }
}
