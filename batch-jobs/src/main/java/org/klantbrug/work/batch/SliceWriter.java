package org.klantbrug.work.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRequest;
import org.klantbrug.work.JobWork;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.Slice;
import org.klantbrug.work.Slices;

/** Does a slice and marks it done, both in the chunk's transaction, under the lease. */
@Named
@Dependent
public class SliceWriter extends AbstractItemWriter {
  @Inject private JobContext context;
  @Inject private Jobs jobs;
  @Inject private Slices slices;
  @Inject private Database database;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  private JobLease lease;
  private JobRequest job;
  private JobWork work;

  @Override
  public void open(Serializable checkpoint) {
    lease = JobContextReader.lease(context);
    job = jobs.read(lease.jobId());
    work = running.workOf(job.kind());
  }

  @Override
  public void writeItems(List<Object> items) {
    items.forEach(item -> failures.noting(lease, () -> write((Slice) item)));
  }

  private Slice write(Slice slice) {
    database.use(lease::hold);
    slices.done(lease, slice, work.work(lease, job, slice));
    return slice;
  }
}
