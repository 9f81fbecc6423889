package org.klantbrug.work.batch;

import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.context.JobContext;
import org.klantbrug.work.JobLease;

/** The lease under which an execution was started, from its parameters. */
final class JobContextReader {
  private JobContextReader() {}

  static JobLease lease(JobContext context) {
    var parameters = BatchRuntime.getJobOperator().getParameters(context.getExecutionId());
    return new JobLease(
        Long.parseLong(parameters.getProperty("job")),
        Integer.parseInt(parameters.getProperty("epoch")));
  }
}
