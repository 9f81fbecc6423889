package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Merger;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/** Takes back what a closed run brought. While a run goes on, its own task is answered instead. */
@ApplicationScoped
public class RunUndo {
  private static final List<Kind> NEWEST_FIRST = List.of(Kind.HISTORY, Kind.TRANSFER);

  @Inject private Mergers mergers;
  @Inject private RunCutovers cutovers;
  @Inject private Transfer transfer;
  @Inject private BusinessClock clock;
  @Inject private Audit audit;

  /**
   * Takes back the live contact history and transfer of a run; our own customers stay. All or none.
   *
   * @param reason why; kept with each cut-over
   * @return ids of the cut-overs, in the order in which they were taken back
   * @throws RuleBroken if no reason is given, the run is not closed, nothing of it is live, or a
   *     later transfer stands on it
   */
  @Transactional
  public List<Long> undo(long runId, String reason, Staff by) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("run.remark-needed");
    }
    var merger = mergers.readByRun(runId);
    if (merger.openRun() && merger.runId() == runId) {
      throw new RuleBroken("run.undo-by-task");
    }
    var taken = new ArrayList<Long>();
    for (var kind : NEWEST_FIRST) {
      cutovers
          .find(runId, kind, false, "LIVE")
          .ifPresent(
              cutover -> {
                transfer.undo(cutover.id(), by.id(), reason.strip(), clock.now());
                taken.add(cutover.id());
              });
    }
    if (taken.isEmpty()) {
      throw new RuleBroken("transfer.not-live");
    }
    mergers.runIs(runId, "CLOSED", Merger.State.UNDONE);
    audit.record(by.id(), by.login(), "runUndone", "run", runId, null);
    return taken;
  }
}
