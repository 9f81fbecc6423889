package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** How people stop a job and let it go on; both are written down. */
@ApplicationScoped
public class JobControl {
  private final Jobs jobs;
  private final JobBoard board;
  private final WorkItems workItems;
  private final BusinessClock clock;
  private final Audit audit;

  /** For the container's proxy. */
  protected JobControl() {
    this(null, null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public JobControl(
      Jobs jobs, JobBoard board, WorkItems workItems, BusinessClock clock, Audit audit) {
    this.jobs = jobs;
    this.board = board;
    this.workItems = workItems;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Asks a job to stop. It leaves at the end of the slices in hand: nothing is half done, and a
   * person decides how to go on.
   *
   * @throws RuleBroken if it has ended, or is stopping already
   */
  @Transactional
  public void stop(long jobId, Staff by) {
    if (!read(jobId).stoppable()) {
      throw new RuleBroken("work.job-not-running");
    }
    jobs.askStop(jobId);
    audit.record(by.id(), by.login(), "jobStopAsked", "job", jobId, null);
  }

  /**
   * Lets a job that failed or was stopped go on with the slices it has left. If a process waits for
   * it, this is the answer to its work item, by whoever may give that.
   *
   * @throws RuleBroken if it has not failed, its process no longer waits, or the person may not
   *     answer
   */
  @Transactional
  public void goOn(long jobId, Staff by) {
    var job = read(jobId);
    if (!job.canGoOn()) {
      throw new RuleBroken("work.job-not-failed");
    }
    audit.record(by.id(), by.login(), "jobGoesOn", "job", jobId, null);
    if (job.repairItemId() == null) {
      jobs.again(jobId, clock.now());
    } else {
      workItems.complete(job.repairItemId(), by, "goOn", null);
    }
  }

  private JobBoard.Row read(long jobId) {
    return board.find(jobId).orElseThrow(() -> new RuleBroken("work.job-unknown", jobId));
  }
}
