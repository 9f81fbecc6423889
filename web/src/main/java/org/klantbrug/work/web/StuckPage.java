package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbox.Outbox;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.work.JobBoard;
import org.omnifaces.util.Faces;

/** What does not go on by itself, why, and the button to try again. */
@Named
@RequestScoped
public class StuckPage {
  @Inject private CurrentStaff current;
  @Inject private JobBoard board;
  @Inject private Outbox outbox;
  @Inject private Audit audit;
  @Inject private JobButtons buttons;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<JobBoard.Row> jobs;
  private List<Outbox.Request> requests;

  /** Tries the request or job again whose button was pressed. */
  public void act() {
    if (buttons.act()) {
      Faces.redirect("/stuck");
    } else if (post.has("again")) {
      var staff = current.need(Action.OPERATIONS_REPAIR);
      var id = post.key("again");
      outbox.tryAgain(id);
      audit.record(staff.id(), staff.login(), "requestTriedAgain", "outboxRequest", id, null);
      notices.done("stuck.tried-again");
      Faces.redirect("/stuck");
    }
  }

  /** Jobs that failed or are silent. */
  public List<JobBoard.Row> getJobs() {
    if (jobs == null) {
      jobs = board.stuck();
    }
    return jobs;
  }

  /** Requests that were given up or wait too long. */
  public List<Outbox.Request> getRequests() {
    if (requests == null) {
      requests = outbox.stuck();
    }
    return requests;
  }
}
