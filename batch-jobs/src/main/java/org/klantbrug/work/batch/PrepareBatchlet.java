package org.klantbrug.work.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Jobs;

/**
 * First step of every job: what goes before the slices, and their plan. Passed over when the plan
 * is there.
 */
@Named
@Dependent
public class PrepareBatchlet extends AbstractBatchlet {
  @Inject private JobContext context;
  @Inject private Jobs jobs;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  @Override
  public String process() {
    var lease = JobContextReader.lease(context);
    running.begun(lease);
    return failures.noting(lease, () -> prepare(lease));
  }

  private String prepare(JobLease lease) {
    if (!jobs.hasSlices(lease.jobId())) {
      var job = jobs.read(lease.jobId());
      var slices = running.workOf(job.kind()).prepare(lease, job);
      if (!slices.isEmpty()) {
        jobs.plan(lease, slices);
      }
    }
    return "PREPARED";
  }
}
