package org.klantbrug.programme;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Guarded;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.ChangedMeanwhile;
import org.klantbrug.shared.RuleBroken;

/**
 * Something that must be ready.
 *
 * @param code of the list that every merger begins with; null for what a person added
 * @param title of what a person added; else null
 * @param role whose work it is while nobody has it
 * @param required whether no wave goes without it
 * @param ownerId who does it; null if nobody has it yet
 * @param evidence what shows that it is done; null while it is not
 * @param reason why it does not apply; null if nobody said so
 * @param askedById who said that it does not apply
 */
public record Item(
    long id,
    long mergerId,
    String mergerName,
    String code,
    String title,
    String role,
    boolean required,
    Long ownerId,
    String owner,
    LocalDate dueOn,
    State state,
    String evidence,
    String doneBy,
    Instant doneAt,
    String reason,
    Long askedById,
    String askedBy,
    String confirmedBy,
    int version)
    implements Guarded {
  /** How far it is. */
  public enum State {
    OPEN,
    /** Somebody says that it does not apply; a second person decides. */
    ASKED,
    DONE,
    NOT_APPLICABLE,
    /** Its merger ended before it was done. */
    ENDED
  }

  /** Whether somebody still has to do something. */
  public boolean isOpen() {
    return state == State.OPEN || state == State.ASKED;
  }

  /** Whether its day is over. */
  public boolean isLate(LocalDate today) {
    return isOpen() && dueOn.isBefore(today);
  }

  /** Who leads, whose it is, and while nobody has it whoever has its role. */
  @Override
  public boolean allows(Staff staff, Action action) {
    return staff.may(Action.PROGRAMME_LEAD) || isOf(staff);
  }

  /** Whether it is this person's to do. */
  public boolean isOf(Staff staff) {
    return ownerId == null ? staff.is(role) : ownerId == staff.id();
  }

  void needOpen(int seen) {
    if (version != seen) {
      throw new ChangedMeanwhile("programme.item-changed");
    }
    if (state != State.OPEN) {
      throw new RuleBroken("programme.item-not-open");
    }
  }

  void needAllowed(Staff staff) {
    if (!allows(staff, Action.WORK_DO)) {
      throw new RuleBroken("programme.item-of-another");
    }
  }
}
