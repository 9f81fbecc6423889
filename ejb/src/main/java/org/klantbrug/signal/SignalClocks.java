package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.Stage;

/**
 * By when we do the next step, by when a department answers, and by when customers have heard. Of
 * an answer that is late who leads the team of the department's owner is told.
 */
@ApplicationScoped
public class SignalClocks {
  /** How clocks call a signal. */
  public static final String SUBJECT = "SIGNAL";

  private static final String ANSWERERS = "departmentOwner";
  private static final String COORDINATES = "complaintCoordinator";

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

  /**
   * The last day for an answer: that on which the opening hours of the department for this kind are
   * over.
   */
  LocalDate lastDay(Handle handle, SignalSettings.Department department, Kind kind) {
    var hours = kind == Kind.QUESTION ? department.questionHours() : department.answerHours();
    return calendars
        .hold(handle)
        .plus(null, time.now(), Duration.ofHours(hours))
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
    if (isRunning(handle, signal, Stage.DEPARTMENT)) {
      clocks.withdraw(handle, SUBJECT, signal.id(), Stage.DEPARTMENT, "declined", by);
    }
  }

  /** Somebody has to judge it, or to close it. */
  void stepAwaited(Handle handle, Signal signal, Long by) {
    clocks.arm(
        handle,
        new ClockOrder(
            SUBJECT,
            signal.id(),
            signal.number(),
            Stage.STEP,
            null,
            time.now(),
            null,
            Owner.role(COORDINATES),
            List.of()),
        by);
  }

  /** That was done; of a signal that was raised before it had a time for it nothing happens. */
  void stepTaken(Handle handle, Signal signal, Long by) {
    if (isRunning(handle, signal, Stage.STEP)) {
      clocks.met(handle, SUBJECT, signal.id(), Stage.STEP, time.now(), by);
    }
  }

  /** As far as customers are to be told, somebody keeps the day of the first who was not. */
  void toldSoFar(Handle handle, Signal signal, Long by) {
    var first = firstDay(handle, signal);
    var running = isRunning(handle, signal, Stage.FEEDBACK);
    if (first.isEmpty()) {
      if (running) {
        end(handle, signal, by);
      }
    } else if (!running) {
      arm(handle, signal, first.get(), by);
    } else if (!dayOf(handle, signal).equals(first.get())) {
      clocks.reschedule(handle, SUBJECT, signal.id(), Stage.FEEDBACK, first.get(), null, by);
    }
  }

  private static Optional<LocalDate> firstDay(Handle handle, Signal signal) {
    return handle
        .createQuery(
            "select min(tell_by) from signal_customer where signal_id = :id and tell_by is not null and told_at is null and unlinked_at is null")
        .bind("id", signal.id())
        .mapTo(LocalDate.class)
        .findOne();
  }

  private void arm(Handle handle, Signal signal, LocalDate on, Long by) {
    clocks.arm(
        handle,
        ClockOrder.onDay(
            SUBJECT,
            signal.id(),
            signal.number(),
            Stage.FEEDBACK,
            time.now(),
            on,
            Owner.person(signal.raisedBy())),
        by);
  }

  /** All have heard; or by another policy nobody is to hear after all. */
  private void end(Handle handle, Signal signal, Long by) {
    var told =
        handle
            .createQuery(
                "select exists (select from signal_linked where signal_id = :id and told_at is not null)")
            .bind("id", signal.id())
            .mapTo(Boolean.class)
            .one();
    if (told) {
      clocks.met(handle, SUBJECT, signal.id(), Stage.FEEDBACK, time.now(), by);
    } else {
      clocks.withdraw(handle, SUBJECT, signal.id(), Stage.FEEDBACK, null, by);
    }
  }

  private static boolean isRunning(Handle handle, Signal signal, Stage stage) {
    return running(handle, signal, stage, "1").mapTo(Integer.class).findOne().isPresent();
  }

  private static LocalDate dayOf(Handle handle, Signal signal) {
    return running(handle, signal, Stage.FEEDBACK, "on_day").mapTo(LocalDate.class).one();
  }

  private static Query running(Handle handle, Signal signal, Stage stage, String what) {
    return handle
        .createQuery(
            "select <what> from sla_clock where subject_kind = :kind and subject_id = :id and stage = :stage and ended_at is null")
        .define("what", what)
        .bind("kind", SUBJECT)
        .bind("id", signal.id())
        .bind("stage", stage);
  }
}
