package org.klantbrug.crisis;

import java.time.Duration;
import java.time.Instant;

/**
 * How a crisis went, in figures. A moment is null while it is not there, and so is what is counted
 * from it.
 *
 * @param firstAt when the first sign of it was there: a report of a threat, or a complaint about it
 * @param reportedAt when somebody said that it may be a crisis
 * @param decidedAt when it was declared
 * @param firstMessageAt when the first customers were told
 * @param affected customers whom it touches; null if nobody counts them, as are the next two
 * @param complaints of theirs since somebody proposed it
 * @param answered of them, those whose customers heard what was done with it
 * @param steps of its playbook, without those that do not apply
 * @param stepsLate of them, those that were late or are
 * @param reports on how it stands
 * @param reportsLate of them, those that were late
 * @param actions that came of it
 * @param actionsOpen of them, those that still wait
 */
public record CrisisFigures(
    long crisisId,
    String number,
    String name,
    boolean exercise,
    Integer level,
    Crisis.State state,
    Instant firstAt,
    Instant reportedAt,
    Instant decidedAt,
    Instant firstMessageAt,
    Instant stoodDownAt,
    Long affected,
    Long complaints,
    Long answered,
    long steps,
    long stepsLate,
    long reports,
    long reportsLate,
    long actions,
    long actionsOpen) {

  /** The same, with what is counted of its customers. */
  CrisisFigures with(TouchedCustomers.Counts counts) {
    var complaint = counts.firstComplaintAt();
    var sign =
        complaint == null || firstAt != null && firstAt.isBefore(complaint) ? firstAt : complaint;
    return new CrisisFigures(
        crisisId,
        number,
        name,
        exercise,
        level,
        state,
        sign,
        reportedAt,
        decidedAt,
        counts.firstMessageAt(),
        stoodDownAt,
        counts.affected(),
        counts.complaints(),
        counts.answered(),
        steps,
        stepsLate,
        reports,
        reportsLate,
        actions,
        actionsOpen);
  }

  /** Whole minutes from the first sign to the report of it. */
  public Long toNotice() {
    return minutes(firstAt, reportedAt);
  }

  /** Whole minutes from the report to the decision. */
  public Long toDecide() {
    return minutes(reportedAt, decidedAt);
  }

  /** Whole minutes from the decision to the first message to customers. */
  public Long toInform() {
    return minutes(decidedAt, firstMessageAt);
  }

  /** Whole minutes from the decision to its end. */
  public Long toEnd() {
    return minutes(decidedAt, stoodDownAt);
  }

  private static Long minutes(Instant from, Instant to) {
    return from == null || to == null
        ? null
        : Long.valueOf(Math.max(0, Duration.between(from, to).toMinutes()));
  }
}
