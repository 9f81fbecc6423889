package org.klantbrug.work.batch;

import jakarta.batch.api.listener.AbstractJobListener;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.LeaseLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports every ending of an execution. Whatever it cannot report is taken up again when the lease
 * runs out.
 */
@Named
@Dependent
public class JobEndListener extends AbstractJobListener {
  private static final Logger LOG = LoggerFactory.getLogger(JobEndListener.class);
  private static final Duration A_MOMENT = Duration.ofSeconds(3);

  @Inject private JobContext context;
  @Inject private JobRuns runs;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  @Override
  public void afterJob() {
    var lease = JobContextReader.lease(context);
    try {
      report(lease);
    } catch (LeaseLost gone) {
      LOG.info("{}: its end is not ours to report", gone.getMessage());
    } catch (RuntimeException databaseAway) {
      LOG.warn(
          "The end of job {} could not be reported; it is taken up again",
          lease.jobId(),
          databaseAway);
    } finally {
      running.remove(lease);
      failures.forget(lease);
    }
  }

  private String unexplained() {
    return context.getBatchStatus() == BatchStatus.STOPPED
        ? "The server was stopped"
        : "It ended without a reason; the server's log may tell more";
  }

  private void report(JobLease lease) {
    if (context.getBatchStatus() == BatchStatus.COMPLETED) {
      return;
    }
    var failure = failures.of(lease);
    if (failure == null || failure.passes()) {
      var reason = failure == null ? unexplained() : failure.reason();
      LOG.warn("Job {} is left and taken up again: {}", lease.jobId(), reason);
      runs.leave(lease, A_MOMENT, reason);
    } else if (failure.rule() != null) {
      runs.fail(lease, failure.rule());
    } else {
      runs.fail(lease, failure.key(), failure.reason());
    }
  }
}
