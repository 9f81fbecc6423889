package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItem;
import org.klantbrug.work.WorkItems;

/** An alarm on the work list of who leads the migration. */
@ApplicationScoped
public class AlarmTasks {
  /** Subject of the task: the alarm. */
  public static final String SUBJECT = "alarm";

  /** Element of the work list. */
  static final String ANSWER = "answerAlarm";

  private WorkItems workItems;
  private BusinessClock clock;

  /** For the container. */
  protected AlarmTasks() {}

  /** Works with these. */
  @Inject
  public AlarmTasks(WorkItems workItems, BusinessClock clock) {
    this.workItems = workItems;
    this.clock = clock;
  }

  void ask(long alarm, String mergerName) {
    workItems.open(
        new WorkItem(
            ANSWER,
            null,
            null,
            SUBJECT,
            alarm,
            mergerName,
            "migrationLead",
            null,
            List.of("falseAlarm", "watch", "hold"),
            null,
            clock.now()));
  }

  void answered(long alarm, Alarms.Answer answer, Staff by) {
    var outcome =
        switch (answer) {
          case FALSE_ALARM -> "falseAlarm";
          case WATCH -> "watch";
          case HOLD -> "hold";
        };
    workItems.happened(SUBJECT, alarm, ANSWER, by, outcome);
  }
}
