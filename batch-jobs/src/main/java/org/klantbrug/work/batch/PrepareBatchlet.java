package org.klantbrug.work.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slices;

/**
 * First step of every job: what goes before the slices, and their plan. Passed over when the plan
 * is there and what it is for is too.
 */
@Named
@Dependent
public class PrepareBatchlet extends AbstractBatchlet {
  @Inject private JobContext context;
  @Inject private Jobs jobs;
  @Inject private Slices slices;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  @Override
  public String process() {
    var lease = JobContextReader.lease(context);
    running.begun(lease);
    return failures.noting(lease, () -> prepare(lease));
  }

  private String prepare(JobLease lease) {
    var job = jobs.read(lease.jobId());
    slices.makeReady(lease, job, running.workOf(job.kind()));
    return "PREPARED";
  }
}
