package org.klantbrug.signal;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.complaint.Weight;

/**
 * A signal as people see it.
 *
 * @param ownerId who answers for the department; null if everybody with the role does, so that
 *     nobody needs to stand in
 * @param dueOn last day for the answer; null while nobody was asked
 * @param outcome what customers hear
 * @param told when customers hear of this kind
 * @param means by which way, if they did not say
 * @param version to be given with each step
 */
public record SignalView(
    long id,
    String number,
    Kind kind,
    Origin origin,
    String text,
    String topic,
    String product,
    Weight value,
    Weight urgency,
    long departmentId,
    String departmentNl,
    String departmentEn,
    Long ownerId,
    String owner,
    Long deputyId,
    String deputy,
    State state,
    String raisedBy,
    Instant raisedAt,
    LocalDate dueOn,
    String answer,
    String answeredBy,
    Instant answeredAt,
    String outcome,
    String declineReason,
    Instant endedAt,
    Policy.Told told,
    String means,
    int version) {

  /** What the department is called in a language. */
  public String department(String language) {
    return "en".equals(language) ? departmentEn : departmentNl;
  }

  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return state.open();
  }
}
