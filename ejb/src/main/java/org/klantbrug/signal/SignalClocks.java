package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;

/**
 * By when a department answers, and by when customers have heard. Of an answer that is late who
 * leads the team of the department's owner is told.
 */
@ApplicationScoped
public class SignalClocks {
  /** How clocks call a signal. */
  public static final String SUBJECT = "SIGNAL";

  private static final String ANSWERERS = "departmentOwner";

  private Clocks clocks;
  private WorkingCalendars calendars;
  private BusinessClock time;

  /** For the container. */
  public SignalClocks() {}

  /** Works with these. */
  @Inject
  public SignalClocks(Clocks clocks, WorkingCalendars calendars, BusinessClock time) {
    this.clocks = clocks;
    this.calendars = calendars;
    this.time = time;
  }

  /** The last day for an answer: that on which the opening hours of the department are over. */
  LocalDate lastDay(Handle handle, SignalSettings.Department department) {
    return calendars
        .hold(handle)
        .plus(null, time.now(), Duration.ofHours(department.answerHours()))
        .atZone(BusinessClock.ZONE)
        .toLocalDate();
  }

  void asked(
      Handle handle, Signal signal, SignalSettings.Department department, LocalDate on, Long by) {
    clocks.arm(
        handle,
        ClockOrder.onDay(
            SUBJECT,
            signal.id(),
            signal.number(),
            Stage.DEPARTMENT,
            time.now(),
            on,
            department.inCharge() == null
                ? Owner.role(ANSWERERS)
                : Owner.person(department.inCharge())),
        by);
  }

  void answered(Handle handle, Signal signal, Instant at, Long by) {
    clocks.met(handle, SUBJECT, signal.id(), Stage.DEPARTMENT, at, by);
  }

  /** Nobody waits for an answer any more. */
  void declined(Handle handle, Signal signal, Long by) {
    if (runs(handle, signal, Stage.DEPARTMENT)) {
      clocks.withdraw(handle, SUBJECT, signal.id(), Stage.DEPARTMENT, "declined", by);
    }
  }

  /** As far as customers are to be told, somebody keeps the day of the first. */
  void toldSoFar(Handle handle, Signal signal, Long by) {
    var first =
        handle
            .createQuery(
                "select min(tell_by) from signal_customer where signal_id = :id and told_at is null")
            .bind("id", signal.id())
            .mapTo(LocalDate.class)
            .findOne();
    var runs = runs(handle, signal, Stage.FEEDBACK);
    if (first.isEmpty() && runs) {
      end(handle, signal, by);
    } else if (first.isPresent() && !runs) {
      clocks.arm(
          handle,
          ClockOrder.onDay(
              SUBJECT,
              signal.id(),
              signal.number(),
              Stage.FEEDBACK,
              time.now(),
              first.get(),
              Owner.person(signal.raisedBy())),
          by);
    }
  }

  /** All have heard; or by another policy nobody is to hear after all. */
  private void end(Handle handle, Signal signal, Long by) {
    var told =
        handle
            .createQuery(
                "select exists (select from signal_customer where signal_id = :id and told_at is not null)")
            .bind("id", signal.id())
            .mapTo(Boolean.class)
            .one();
    if (told) {
      clocks.met(handle, SUBJECT, signal.id(), Stage.FEEDBACK, time.now(), by);
    } else {
      clocks.withdraw(handle, SUBJECT, signal.id(), Stage.FEEDBACK, null, by);
    }
  }

  private static boolean runs(Handle handle, Signal signal, Stage stage) {
    return handle
            .createQuery(
                """
                select count(*) from sla_clock
                 where subject_kind = :kind and subject_id = :id and stage = :stage and ended_at is null""")
            .bind("kind", SUBJECT)
            .bind("id", signal.id())
            .bind("stage", stage)
            .mapTo(Long.class)
            .one()
        > 0;
  }
}
