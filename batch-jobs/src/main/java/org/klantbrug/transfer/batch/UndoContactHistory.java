package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.merger.Mergers;
import org.klantbrug.transfer.Kind;
import org.klantbrug.work.JobRequest;

/**
 * Takes the contact history of the run back and closes the run without it; the customers stay. For
 * runs led by the first version of {@code contactHistoryTransfer}, which ends here.
 */
@ApplicationScoped
public class UndoContactHistory extends UndoWork {
  @Override
  public String kind() {
    return "undo-contact-history";
  }

  @Inject Mergers mergers;

  @Override
  List<Kind> takesBack() {
    return List.of(Kind.HISTORY);
  }

  @Override
  void moveRun(JobRequest job) {
    mergers.runIs(job.subjectId(), "CLOSED", null);
  }
}
