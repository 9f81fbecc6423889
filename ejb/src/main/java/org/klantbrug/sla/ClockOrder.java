package org.klantbrug.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.calendar.Channel;

/**
 * A clock that is wanted.
 *
 * @param subjectKind what the customer waits for: {@code PROMISE}, {@code COMPLAINT}
 * @param subjectId its key
 * @param subjectName a number or code that people know it by, no name of a customer; may be null
 * @param channel by which it came; null if it came by none
 * @param received when it reached us
 * @param on the day that was promised; where the reply time counts by no day it is kept if it is
 *     the earlier one; null if none was
 * @param owner who is told first
 * @param milestones what else there is to tell; mostly nothing
 */
public record ClockOrder(
    String subjectKind,
    long subjectId,
    String subjectName,
    Stage stage,
    Channel channel,
    Instant received,
    LocalDate on,
    Owner owner,
    List<Milestone> milestones) {
  /** Copies the list. */
  public ClockOrder {
    milestones = List.copyOf(milestones);
  }

  /** A clock of a day that was promised. */
  public static ClockOrder onDay(
      String subjectKind,
      long subjectId,
      String subjectName,
      Stage stage,
      Instant received,
      LocalDate on,
      Owner owner) {
    return new ClockOrder(
        subjectKind, subjectId, subjectName, stage, null, received, on, owner, List.of());
  }

  /** A clock of a first answer. */
  public static ClockOrder firstAnswer(
      String subjectKind,
      long subjectId,
      String subjectName,
      Channel channel,
      Instant received,
      Owner owner) {
    return new ClockOrder(
        subjectKind,
        subjectId,
        subjectName,
        Stage.FIRST_ANSWER,
        channel,
        received,
        null,
        owner,
        List.of());
  }
}
