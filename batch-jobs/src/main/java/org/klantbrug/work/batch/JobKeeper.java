package org.klantbrug.work.batch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.batch.operations.JobStartException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.klantbrug.work.JobLease;
import org.klantbrug.work.JobRuns;
import org.klantbrug.work.Jobs;
import org.klantbrug.work.JobsChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs that nobody holds and starts them here; renews the leases of those that run here.
 * JBeret's own restart is never used: a job that was left is a new execution over the slices that
 * are left.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class JobKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(JobKeeper.class);

  /** Bulk work has a cap, so that the desk never starves. */
  private static final int MOST_AT_ONCE = 2;

  /** For an execution to begin after its start, and to end after a failure. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Jobs jobs;
  @Inject private JobRuns runs;
  @Inject private RunningJobs running;
  @Inject private Failures failures;

  private ScheduledFuture<?> looking;
  private ScheduledFuture<?> renewing;

  private final String node = System.getProperty("jboss.node.name", "klantbrug-1");

  @PostConstruct
  void start() {
    var left = runs.releaseAllOf(node);
    if (left > 0) {
      LOG.info("{} jobs that were running when this server ended go on now", left);
    }
    looking = executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    renewing = executor.scheduleWithFixedDelay(this::renewLeases, 5, 5, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    looking.cancel(false);
    renewing.cancel(false);
  }

  /** A nudge; nothing depends on it. */
  public void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobsChanged event) {
    executor.submit(this::look);
  }

  private synchronized void look() {
    try {
      var ended = runs.endSessionsOfTheSilent();
      if (ended > 0) {
        LOG.warn("Ended {} database sessions of runners that fell silent", ended);
      }
      while (running.count() < MOST_AT_ONCE) {
        var lease = runs.take(node);
        if (lease.isEmpty()) {
          return;
        }
        run(lease.get());
      }
    } catch (RuntimeException databaseAway) {
      LOG.warn("Could not look for jobs; looking again in a moment: {}", databaseAway.getMessage());
    }
  }

  private void run(JobLease lease) {
    running.add(lease);
    try {
      var job = jobs.read(lease.jobId());
      running.workOf(job.kind());
      var parameters = new Properties();
      parameters.setProperty("job", Long.toString(lease.jobId()));
      parameters.setProperty("epoch", Integer.toString(lease.epoch()));
      var execution = BatchRuntime.getJobOperator().start(job.kind(), parameters);
      LOG.info(
          "Job {} {} runs as execution {} under epoch {}",
          job.id(),
          job.kind(),
          execution,
          lease.epoch());
    } catch (JobStartException | IllegalStateException e) {
      running.remove(lease);
      LOG.error("Job {} cannot start", lease.jobId(), e);
      runs.fail(lease, "job.failed.cannotStart", e.getMessage());
    } catch (RuntimeException e) {
      running.remove(lease);
      runs.leave(lease, Duration.ofSeconds(5), e.getMessage());
    }
  }

  private void renewLeases() {
    for (var lease : running.all()) {
      try {
        if (hasComeToNothing(lease)) {
          giveUp(lease);
        } else if (!runs.renew(lease)) {
          LOG.warn("Job {} is no longer held under epoch {}", lease.jobId(), lease.epoch());
          running.remove(lease);
        }
      } catch (RuntimeException databaseAway) {
        LOG.warn(
            "The lease of job {} could not be renewed: {}",
            lease.jobId(),
            databaseAway.getMessage());
      }
    }
  }

  /**
   * While the database is away the batch engine itself can lose an execution, without our listener
   * hearing of it.
   */
  private boolean hasComeToNothing(JobLease lease) {
    return running.isSilentFor(lease, PATIENCE) || failures.isOlderThan(lease, PATIENCE);
  }

  private void giveUp(JobLease lease) {
    LOG.warn("The execution of job {} was lost; the job is taken up again", lease.jobId());
    runs.leave(lease, Duration.ZERO, "The execution was lost");
    running.remove(lease);
    failures.forget(lease);
  }
}
