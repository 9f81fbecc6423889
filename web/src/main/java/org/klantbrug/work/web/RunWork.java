package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.WorkItems;

/** The way from the work that a task of a run asked for back to the task. */
@Named
@RequestScoped
public class RunWork {
  @Inject private CurrentStaff current;
  @Inject private WorkItems workItems;
  private final Map<Long, List<WorkItems.Line>> ofRuns = new HashMap<>();

  /**
   * The open task of a run that this person may answer.
   *
   * @param kind the step, such as {@code confirmMapping}
   * @return null if there is none
   */
  public WorkItems.Line toAnswer(long run, String kind) {
    return ofRuns.computeIfAbsent(run, this::about).stream()
        .filter(item -> kind.equals(item.kind()) && "OPEN".equals(item.state()) && item.mayDo())
        .findFirst()
        .orElse(null);
  }

  private List<WorkItems.Line> about(long run) {
    return workItems.about("run", run, current.get());
  }
}
