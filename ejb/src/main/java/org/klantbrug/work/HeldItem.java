package org.klantbrug.work;

import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/**
 * A task that is held while it is decided whether it may change hands.
 *
 * @param holder name of who has it in hand; null if nobody does
 * @param doneBy name of who did it; null while it is open
 */
public record HeldItem(
    long id,
    int version,
    String kind,
    String subjectKind,
    long subjectId,
    String subjectName,
    String state,
    String role,
    Long notStaffId,
    Long claimedBy,
    String holder,
    String doneBy,
    Long teamId) {

  /**
   * Who gets tasks.
   *
   * @param name of the person or team
   * @param staff key of the person; null for a team
   * @param roles what the person, or somebody of the team, may do
   */
  record Receiver(String name, Long staff, Set<String> roles) {}

  /** Holds tasks until the end of the transaction, always in the same order. */
  static List<HeldItem> hold(Handle handle, Iterable<Long> ids) {
    return handle
        .createQuery(
            """
            select w.id, w.version, w.kind, w.subject_kind, w.subject_id, coalesce(w.subject_name, '') as subject_name,
                   w.state, w.role_code as role, w.not_staff_id, w.claimed_by, w.team_id,
                   (select c.full_name from identity_staff c where c.id = w.claimed_by) as holder,
                   (select d.full_name from identity_staff d where d.id = w.completed_by) as done_by
              from work_item w where w.id = any(:ids) order by w.id for update of w""")
        .bindArray("ids", Long.class, ids)
        .map(ConstructorMapper.of(HeldItem.class))
        .list();
  }

  /**
   * Refuses what may not be done with it.
   *
   * @param seen its version as the person saw it; null if they did not see it
   * @param receiver who gets it; null unless it is given
   * @throws RuleBroken that says why
   */
  void check(Move move, Integer seen, Receiver receiver, Staff by) {
    if (!isOpen()) {
      throw over();
    }
    switch (move.deed()) {
      case CLAIM -> checkClaim(by);
      case RELEASE -> checkRelease(by);
      case GIVE -> checkGiven(receiver, by);
      default -> checkUrgent(by);
    }
    if (seen != null && seen != version) {
      throw new RuleBroken("work.left.changed");
    }
  }

  boolean isOpen() {
    return state.equals("OPEN");
  }

  /** Why nothing can be done with it any more. */
  RuleBroken over() {
    return doneBy == null
        ? new RuleBroken("work.left.gone")
        : new RuleBroken("work.left.done", doneBy);
  }

  private void checkClaim(Staff by) {
    checkMay(by.roles(), by.id());
    if (claimedBy != null && claimedBy != by.id()) {
      throw new RuleBroken("work.left.taken", holder);
    }
  }

  private void checkRelease(Staff by) {
    if (claimedBy == null) {
      throw new RuleBroken("work.left.free");
    }
    if (claimedBy != by.id() && !by.may(Action.WORK_ASSIGN)) {
      throw new RuleBroken("work.left.taken", holder);
    }
  }

  private void checkGiven(Receiver receiver, Staff by) {
    if (!by.may(Action.WORK_ASSIGN) && !isOf(by)) {
      throw new RuleBroken("work.left.not-yours");
    }
    if (!receiver.roles().contains(role)) {
      throw new RuleBroken("work.left.other-role", receiver.name());
    }
    if (receiver.staff() != null && receiver.staff().equals(notStaffId)) {
      throw new RuleBroken("work.left.not-by-them", receiver.name());
    }
  }

  private void checkUrgent(Staff by) {
    if (!by.may(Action.WORK_ASSIGN) && !isOf(by) && !by.is(role)) {
      throw new RuleBroken("work.left.not-yours");
    }
  }

  private boolean isOf(Staff by) {
    return claimedBy != null && claimedBy == by.id();
  }

  private void checkMay(Set<String> roles, long staff) {
    if (!roles.contains(role)) {
      throw new RuleBroken("work.left.not-your-role");
    }
    if (notStaffId != null && notStaffId == staff) {
      throw new RuleBroken("work.not-by-the-same-person");
    }
  }

  /**
   * Writes down what was done with it.
   *
   * @param said the code of what, and behind it to whom or how urgent
   */
  void record(Handle handle, Audit audit, String said, Staff by) {
    audit.record(
        handle, by.id(), by.login(), "workMoved", subjectKind, subjectId, kind + ": " + said);
  }
}
