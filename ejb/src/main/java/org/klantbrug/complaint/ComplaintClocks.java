package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Milestone;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.SlaClock;
import org.klantbrug.sla.Stage;

/**
 * What a customer who complains waits for: that we say we have it, what comes of it, and, if that
 * was promised, what we did with it. Days that a regime asks for besides are told of too.
 */
@ApplicationScoped
public class ComplaintClocks {
  /** How clocks call a complaint. */
  public static final String SUBJECT = "COMPLAINT";

  private static final String PROMISED_THERE = "PROMISED_THERE";
  private static final String KEEPER = "complaintCoordinator";

  private Clocks clocks;

  /** For the container. */
  public ComplaintClocks() {}

  /** Works with these. */
  @Inject
  public ComplaintClocks(Clocks clocks) {
    this.clocks = clocks;
  }

  /**
   * From its receipt; what was done before it came to us is not waited for.
   *
   * @param promisedOn day on which another company would answer, which is kept where it is earlier
   *     than our own time; null if none did
   */
  void begin(Handle handle, Complaint complaint, LocalDate promisedOn, Long by) {
    if (!complaint.isAcknowledged()) {
      clocks.arm(
          handle, order(complaint, Stage.ACKNOWLEDGE, complaint.receivedAt(), null, List.of()), by);
    }
    clocks.arm(
        handle,
        order(
            complaint,
            Stage.OUTCOME,
            complaint.receivedAt(),
            promisedOn,
            with(promisedOn, milestones(handle, complaint.regime(), complaint.receivedAt()))),
        by);
  }

  private static List<Milestone> with(LocalDate promisedOn, List<Milestone> asked) {
    return promisedOn == null
        ? asked
        : Stream.concat(asked.stream(), Stream.of(Milestone.on(PROMISED_THERE, promisedOn)))
            .toList();
  }

  /** The customer waits for an outcome once more, from now. */
  void beginAgain(Handle handle, Complaint complaint, Instant now, Long by) {
    clocks.arm(
        handle,
        order(complaint, Stage.OUTCOME, now, null, milestones(handle, complaint.regime(), now)),
        by);
  }

  private static ClockOrder order(
      Complaint complaint,
      Stage stage,
      Instant from,
      LocalDate promisedOn,
      List<Milestone> milestones) {
    return new ClockOrder(
        SUBJECT,
        complaint.id(),
        complaint.number(),
        stage,
        complaint.channel(),
        from,
        promisedOn,
        Owner.role(KEEPER),
        milestones);
  }

  /**
   * Judged, perhaps under other rules than it was received under: from now on their days count.
   *
   * @param before code of the rules until now
   */
  void assessed(Handle handle, Complaint complaint, String before) {
    if (!complaint.regime().equals(before)) {
      var received = countedFrom(complaint);
      clocks.exchangeMilestones(
          handle,
          SUBJECT,
          complaint.id(),
          Stage.OUTCOME,
          milestones(handle, before, received),
          milestones(handle, complaint.regime(), received));
    }
  }

  /** Opened again, it counts from then. */
  private Instant countedFrom(Complaint complaint) {
    return clocks.of(SUBJECT, complaint.id()).stream()
        .filter(clock -> clock.stage() == Stage.OUTCOME && clock.state().open())
        .findFirst()
        .map(SlaClock::received)
        .orElse(complaint.receivedAt());
  }

  void acknowledged(Handle handle, Complaint complaint, Instant at, Long by) {
    clocks.met(handle, SUBJECT, complaint.id(), Stage.ACKNOWLEDGE, at, by);
  }

  /** The time of the outcome stands still: we wait for the customer. */
  void pause(Handle handle, Complaint complaint, Long by) {
    clocks.suspend(handle, SUBJECT, complaint.id(), Stage.OUTCOME, "waitsForCustomer", by);
  }

  /** It runs on. */
  void goOn(Handle handle, Complaint complaint, Long by) {
    clocks.resume(handle, SUBJECT, complaint.id(), Stage.OUTCOME, by);
  }

  void told(Handle handle, Complaint complaint, Instant at, Long by) {
    Pauses.over(handle, complaint.id(), at, by);
    clocks.met(handle, SUBJECT, complaint.id(), Stage.OUTCOME, at, by);
  }

  /** Promised for the first time, or for another day. */
  void feedbackPromised(Handle handle, Complaint complaint, LocalDate on, Instant now, Long by) {
    if (open(handle, complaint.id()).contains(Stage.FEEDBACK)) {
      clocks.reschedule(handle, SUBJECT, complaint.id(), Stage.FEEDBACK, on, null, by);
    } else {
      clocks.arm(
          handle,
          ClockOrder.onDay(
              SUBJECT,
              complaint.id(),
              complaint.number(),
              Stage.FEEDBACK,
              now,
              on,
              Owner.role(KEEPER)),
          by);
    }
  }

  void feedbackGiven(Handle handle, Complaint complaint, Instant at, Long by) {
    clocks.met(handle, SUBJECT, complaint.id(), Stage.FEEDBACK, at, by);
  }

  /** A body outside waits for something until a day. */
  void disputed(Handle handle, Complaint complaint, LocalDate on, Instant now, Long by) {
    clocks.arm(
        handle,
        ClockOrder.onDay(
            SUBJECT,
            complaint.id(),
            complaint.number(),
            Stage.DISPUTE,
            now,
            on,
            Owner.role(KEEPER)),
        by);
  }

  /** It has it. */
  void disputeAnswered(Handle handle, Complaint complaint, Instant at, Long by) {
    clocks.met(handle, SUBJECT, complaint.id(), Stage.DISPUTE, at, by);
  }

  /** It waits for nothing any more. */
  void disputeEnded(Handle handle, Complaint complaint, Long by) {
    if (open(handle, complaint.id()).contains(Stage.DISPUTE)) {
      clocks.withdraw(handle, SUBJECT, complaint.id(), Stage.DISPUTE, "verdict", by);
    }
  }

  /** Whether the time in which the customer had to hear is over. */
  boolean isOutcomeLate(Complaint complaint, Instant now) {
    return clocks.of(SUBJECT, complaint.id()).stream()
        .anyMatch(
            clock ->
                clock.stage() == Stage.OUTCOME
                    && clock.standing(now) == SlaClock.Standing.OVER_TIME);
  }

  /**
   * Holds the clocks of a complaint before its task is touched: who moves many clocks holds them
   * first and the tasks after them, and two who hold the same things the other way round end both.
   */
  void hold(Handle handle, long complaint) {
    clocks.holdAll(handle, SUBJECT, complaint);
  }

  /** The customer waits for nothing any more. */
  void withdrawn(Handle handle, Complaint complaint, Instant at, Long by) {
    Pauses.over(handle, complaint.id(), at, by);
    for (var stage : open(handle, complaint.id())) {
      clocks.withdraw(handle, SUBJECT, complaint.id(), stage, "withdrawn", by);
    }
  }

  private static List<Stage> open(Handle handle, long complaint) {
    return handle
        .createQuery(
            "select stage from sla_clock where subject_kind = :kind and subject_id = :id and ended_at is null order by id")
        .bind("kind", SUBJECT)
        .bind("id", complaint)
        .mapTo(Stage.class)
        .list();
  }

  /**
   * A day that a regime asks for.
   *
   * @param unit WORKING_DAYS or DAYS
   */
  public record Asked(String regimeCode, String stage, int amount, String unit) {
    private Milestone from(Instant received) {
      var name = regimeCode + "_" + stage;
      return unit.equals("WORKING_DAYS")
          ? Milestone.after(name, amount)
          : Milestone.on(name, received.atZone(BusinessClock.ZONE).toLocalDate().plusDays(amount));
    }
  }

  /** Those besides the general ones, which the reply times hold. */
  private static List<Milestone> milestones(Handle handle, String regime, Instant received) {
    return handle
        .createQuery(
            """
            select regime_code, stage, amount, unit from complaint_regime_stage
             where regime_code = :regime and regime_code <> 'GENERAL' and stage in ('SUMMARY', 'OUTCOME')
             order by stage""")
        .bind("regime", regime)
        .map(ConstructorMapper.of(Asked.class))
        .stream()
        .map(asked -> asked.from(received))
        .toList();
  }
}
