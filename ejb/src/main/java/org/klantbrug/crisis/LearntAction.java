package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Guarded;
import org.klantbrug.identity.Staff;

/**
 * Something that changes because of a crisis.
 *
 * @param result what came of it, or why it is not done
 * @param targetKind what it became; null if nothing yet
 */
public record LearntAction(
    long id,
    long crisisId,
    String crisis,
    String words,
    long ownerId,
    String owner,
    LocalDate dueOn,
    State state,
    String result,
    String endedBy,
    Instant endedAt,
    Target targetKind,
    Long targetId,
    String targetBy,
    Instant targetAt,
    int version)
    implements Guarded {

  /** How far it is. */
  public enum State {
    OPEN,
    DONE,
    /** Somebody said why it is not done. */
    DROPPED
  }

  /** What an action can become. */
  public enum Target {
    /** A step of a scenario. */
    SCENARIO,
    /** A question whose answer changes. */
    QUESTION,
    /** An item of a merger's checklist. */
    CHECKLIST
  }

  /** Whether it still waits. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether its day is over. */
  public boolean isLate(LocalDate today) {
    return isOpen() && dueOn.isBefore(today);
  }

  @Override
  public boolean allows(Staff staff, Action action) {
    return ownerId == staff.id() || staff.may(Action.CRISIS_WORK);
  }
}
