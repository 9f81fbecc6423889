package org.klantbrug.crisis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** A scenario whose day has come, on the work list of who looks at it. */
@ApplicationScoped
public class ScenarioTasks {
  /** How work and the log call a scenario. */
  public static final String SUBJECT = "crisisScenario";

  private static final String REVIEW = "reviewScenario";

  private WorkItems work;
  private BusinessClock clock;

  /** For the container. */
  protected ScenarioTasks() {}

  /** Works with these. */
  @Inject
  public ScenarioTasks(WorkItems work, BusinessClock clock) {
    this.work = work;
    this.clock = clock;
  }

  void askToReview(CrisisScenario scenario) {
    var task =
        new WorkItem(
            REVIEW,
            null,
            null,
            SUBJECT,
            scenario.id(),
            scenario.title().nl(),
            "crisisLead",
            null,
            List.of("reviewed"),
            null,
            clock.now());
    if (scenario.ownerId() != null) {
      task.inHandsOf(scenario.ownerId());
    }
    task.dueBy(scenario.reviewOn().plusDays(1).atStartOfDay(BusinessClock.ZONE).toInstant());
    work.open(task);
  }

  void reviewed(long id, Staff by) {
    work.happened(SUBJECT, id, REVIEW, by, "reviewed");
  }

  void ended(long id) {
    work.withdraw(SUBJECT, id);
  }
}
