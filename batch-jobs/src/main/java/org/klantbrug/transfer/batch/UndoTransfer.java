package org.klantbrug.transfer.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.transfer.Kind;
import org.klantbrug.work.JobRequest;

/**
 * Takes the customers of the run back, and their history before that; our own customers get back
 * what they had before the run.
 */
@ApplicationScoped
public class UndoTransfer extends UndoWork {
  @Override
  public String kind() {
    return "undo-transfer";
  }

  @Inject Mergers mergers;

  @Override
  List<Kind> takesBack() {
    return List.of(Kind.HISTORY, Kind.TRANSFER, Kind.OWN);
  }

  @Override
  void moveRun(JobRequest job) {
    mergers.runIs(
        job.subjectId(), "ABANDONED", cutovers.without(job.subjectId(), Merger.State.UNDONE));
  }
}
