package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.JobControl;

/** The buttons beside a job, on whichever page it is listed: stop, and go on. */
@Named("jobButtons")
@RequestScoped
public class JobButtons {
  @Inject private CurrentStaff current;
  @Inject private JobControl control;
  @Inject private Post post;
  @Inject private Notices notices;

  /**
   * Does what was asked, if one of these buttons was pressed; then the page is to be shown anew.
   */
  public boolean act() {
    if (post.has("stopJob")) {
      var staff = current.need(Action.MERGER_RUN);
      notices.tryTo(() -> control.stop(post.key("stopJob"), staff), "job.stop-asked");
      return true;
    }
    if (post.has("jobGoesOn")) {
      var staff = current.need(Action.MERGER_RUN);
      notices.tryTo(() -> control.goOn(post.key("jobGoesOn"), staff), "job.goes-on");
      return true;
    }
    return false;
  }

  /** Whether the reader can ask this job to stop. */
  public boolean stops(JobBoard.Row job) {
    return job.stoppable() && current.get().may(Action.MERGER_RUN);
  }

  /** Whether the reader can let this job go on. */
  public boolean goesOn(JobBoard.Row job) {
    return job.canGoOn()
        && (job.repairItemId() != null || !job.waitedFor())
        && current.get().may(Action.MERGER_RUN);
  }
}
