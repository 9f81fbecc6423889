package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.Priority;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A step of a crisis on the work list of who does it, by the minute at which it is due. */
@ApplicationScoped
public class PlaybookTasks {
  /** How work, files and the log call a step. */
  public static final String SUBJECT = "crisisStep";

  private static final String DO = "doCrisisStep";

  private WorkItems work;
  private BusinessClock clock;

  /** For the container. */
  protected PlaybookTasks() {}

  /** Works with these. */
  @Inject
  public PlaybookTasks(WorkItems work, BusinessClock clock) {
    this.work = work;
    this.clock = clock;
  }

  /** Somebody is to do it, before what can wait. */
  void open(PlaybookStep step) {
    var task =
        new WorkItem(
            DO,
            null,
            null,
            SUBJECT,
            step.id(),
            step.crisis(),
            step.role(),
            null,
            List.of("done", "notApplicable"),
            null,
            clock.now());
    if (step.ownerId() != null) {
      task.inHandsOf(step.ownerId());
    }
    task.dueBy(step.dueAt());
    work.open(task);
    work.prioritise(SUBJECT, step.id(), Priority.HIGH);
  }

  /** It is somebody else's from now on. */
  void given(PlaybookStep step) {
    work.withdraw(SUBJECT, step.id());
    open(step);
  }

  void ended(PlaybookStep step, String outcome, Staff by) {
    work.happened(SUBJECT, step.id(), DO, by, outcome);
  }
}
