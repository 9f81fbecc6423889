package org.klantbrug.crisis;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Guarded;
import org.klantbrug.identity.Staff;

/**
 * Something that is done in a crisis.
 *
 * @param scenarioId of which scenario it came; null for one that somebody added by hand
 * @param role whose work it is while nobody has it
 * @param ownerId who does it; null while nobody has it
 * @param dueAt by when, by the clock
 * @param evidence whether something must show that it is done
 * @param words what shows that it is done, or why it does not apply
 */
public record PlaybookStep(
    long id,
    long crisisId,
    String crisis,
    boolean exercise,
    Long scenarioId,
    @Nested("scenario") BothLanguages scenario,
    int place,
    @Nested("what") BothLanguages what,
    String role,
    Long ownerId,
    String owner,
    Instant dueAt,
    boolean evidence,
    State state,
    String words,
    String endedBy,
    Instant endedAt,
    int version)
    implements Guarded {

  /** How far it is. */
  public enum State {
    OPEN,
    DONE,
    NOT_APPLICABLE
  }

  /** Whether it still waits. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether it should have been done, or was done after it should have been. */
  public boolean isLate(Instant now) {
    return switch (state) {
      case OPEN -> dueAt.isBefore(now);
      case DONE -> dueAt.isBefore(endedAt);
      case NOT_APPLICABLE -> false;
    };
  }

  /** Whole minutes that it was or is late; 0 for one that is in time. */
  public long minutesLate(Instant now) {
    return isLate(now) ? Duration.between(dueAt, isOpen() ? now : endedAt).toMinutes() : 0;
  }

  /**
   * Who has it or its role, and whoever works on crises: often he hears by phone that it is done.
   */
  @Override
  public boolean allows(Staff staff, Action action) {
    return isOf(staff) || staff.may(Action.CRISIS_WORK);
  }

  private boolean isOf(Staff staff) {
    return ownerId != null && ownerId == staff.id() || staff.is(role);
  }
}
