package org.klantbrug.work.batch;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slices;
import org.klantbrug.work.StopAsked;

/**
 * Last step of every job: closes it, and asks to wake who waits. With a slice open nothing of it
 * may count: then the job fails, and a person lets it go on.
 */
@Named
@Dependent
public class FinishBatchlet extends AbstractBatchlet {
  @Inject private JobContext context;
  @Inject private Jobs jobs;
  @Inject private JobRuns runs;
  @Inject private Slices slices;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  @Override
  public String process() {
    var lease = JobContextReader.lease(context);
    return failures.noting(lease, () -> finish(lease));
  }

  private String finish(JobLease lease) {
    if (runs.mustLeave(lease)) {
      throw new StopAsked();
    }
    slices.refuseOpen(lease);
    var job = jobs.read(lease.jobId());
    running.workOf(job.kind()).finish(lease, job);
    runs.complete(lease);
    return "DONE";
  }
}
