package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.wave.WaveProgress;
import org.klantbrug.wave.WaveUndoRequests;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WorkItems;
import org.omnifaces.cdi.Param;

/** How far the wave on the page is, and what is to be done next by whom. */
@Named
@RequestScoped
public class WaveTrail {
  @Inject private CurrentStaff current;
  @Inject private WaveProgress progress;
  @Inject private WaveUndoRequests undoing;
  @Inject private WorkItems workItems;
  @Inject private JobBoard board;
  @Inject @Param private Long id;

  private WaveProgress.State state;

  private WaveProgress.State state() {
    if (state == null) {
      state = progress.of(id);
    }
    return state;
  }

  /** Whether waves carry in its merger. */
  public boolean isByWaves() {
    return state().byWaves();
  }

  /** From the first go to the verified debit. */
  public List<WaveProgress.Step> getSteps() {
    return state().steps();
  }

  /** What is known of its cut-over. */
  public WaveProgress.Facts getFacts() {
    return state().facts();
  }

  /** What happens next, as a key of the bundles: by the stage it is in. */
  public String getNextKey() {
    return "wave.next."
        + getSteps().stream()
            .filter(step -> step.state().equals("now"))
            .map(step -> step.stage().name())
            .findFirst()
            .orElse(state().wave().isOver() ? "DONE" : state().wave().state());
  }

  /** Open tasks about it. */
  public List<WorkItems.Line> getTasks() {
    return workItems.about("wave", id, current.get()).stream()
        .filter(item -> item.state().equals("OPEN"))
        .toList();
  }

  /** The job that is under way or failed for it, the newest; none if all ended well. */
  public List<JobBoard.Row> getJobs() {
    return board.on("wave", id).stream()
        .filter(job -> List.of("REQUESTED", "RUNNING", "FAILED").contains(job.state()))
        .limit(1)
        .toList();
  }

  /** Whether this person can ask to take it back, or look at what a colleague asked. */
  public boolean isUndoable() {
    return state().wave().isOver()
        && (current.get().may(Action.MERGER_UNDO) || undoing.open(id).isPresent());
  }
}
