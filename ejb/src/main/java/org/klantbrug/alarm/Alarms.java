package org.klantbrug.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The alarms of a merger, and what who leads the migration says of them. Only added to. */
@ApplicationScoped
public class Alarms {
  private static final int LONGEST = 400;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private AlarmTasks tasks;
  private Brakes brakes;

  /** For the container. */
  protected Alarms() {}

  /** Works with these. */
  @Inject
  public Alarms(
      Database database, BusinessClock clock, Audit audit, AlarmTasks tasks, Brakes brakes) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.tasks = tasks;
    this.brakes = brakes;
  }

  /** What can be said of an alarm. */
  public enum Answer {
    /** Nothing is wrong. */
    FALSE_ALARM,
    /** Something may be wrong; we look on. */
    WATCH,
    /** Something is wrong: no new wave goes. */
    HOLD
  }

  /** All alarms of a merger, the newest first. */
  public List<Alarm> of(long merger) {
    return database.with(handle -> AlarmRows.of(handle, merger));
  }

  /**
   * The merger of an alarm.
   *
   * @throws RuleBroken {@code alarm.unknown}
   */
  public long mergerOf(long alarm) {
    return database.with(
        handle ->
            handle
                .createQuery("select merger_id from alarm_alarm where id = :alarm")
                .bind("alarm", alarm)
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new RuleBroken("alarm.unknown", alarm)));
  }

  /**
   * Says what it is. With {@link Answer#HOLD} the brake of the merger goes on, if it is not on
   * already. What was said can be followed by something else.
   *
   * @param mergerName what people call the merger
   * @throws RuleBroken {@code alarm.*}: no reason, or no such alarm in this merger
   */
  public void answer(
      long merger, String mergerName, long alarm, Answer answer, String reason, Staff by) {
    var why = reason == null ? "" : reason.strip();
    if (answer == null) {
      throw new RuleBroken("alarm.what");
    }
    if (why.isEmpty() || why.length() > LONGEST) {
      throw new RuleBroken("alarm.why", LONGEST);
    }
    if (mergerOf(alarm) != merger) {
      throw new RuleBroken("alarm.unknown", alarm);
    }
    database.inTransaction(
        handle -> {
          add(handle, alarm, answer, why, by);
          tasks.answered(alarm, answer, by);
          if (answer == Answer.HOLD && brakes.of(merger).stream().noneMatch(Hold::isOn)) {
            brakes.hold(merger, mergerName, why, by);
          }
          audit.record(
              handle, by.id(), by.login(), "alarmAnswered", "merger", merger, answer.name());
          return null;
        });
  }

  private void add(Handle handle, long alarm, Answer answer, String why, Staff by) {
    handle
        .createUpdate(
            """
            insert into alarm_answer (alarm_id, at, staff_id, answer, reason)
            values (:alarm, :at, :by, :answer, :why)""")
        .bind("alarm", alarm)
        .bind("at", clock.now())
        .bind("by", by.id())
        .bind("answer", answer)
        .bind("why", why)
        .execute();
  }
}
