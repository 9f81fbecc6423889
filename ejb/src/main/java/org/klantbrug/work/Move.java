package org.klantbrug.work;

import org.klantbrug.shared.RuleBroken;

/**
 * What is to be done with tasks: change hands or urgency.
 *
 * @param toStaff who gets them; null unless they are given to a person
 * @param toTeam which team gets them; null unless they are given to a team
 * @param priority how urgent they are from now on; null unless that changes
 * @param reason why; null for who takes up or gives back a task of their own
 */
public record Move(Deed deed, Long toStaff, Long toTeam, Priority priority, String reason) {
  private static final int LONGEST_REASON = 500;

  /** What can be done. */
  public enum Deed {
    CLAIM,
    RELEASE,
    GIVE,
    PRIORITY
  }

  /** One that can be done. */
  public Move {
    if ((deed == Deed.GIVE) != (toStaff != null || toTeam != null)
        || toStaff != null && toTeam != null
        || (deed == Deed.PRIORITY) != (priority != null)) {
      throw new IllegalArgumentException("A move names what it needs and nothing else");
    }
  }

  /** To whoever does it. */
  public static Move claim(String reason) {
    return new Move(Deed.CLAIM, null, null, null, clean(reason));
  }

  /** Back to the role. */
  public static Move release(String reason) {
    return new Move(Deed.RELEASE, null, null, null, clean(reason));
  }

  /** To a person. */
  public static Move toPerson(long staff, String reason) {
    return new Move(Deed.GIVE, staff, null, null, clean(reason));
  }

  /** To a team. */
  public static Move toTeam(long team, String reason) {
    return new Move(Deed.GIVE, null, team, null, clean(reason));
  }

  /** More or less urgent. */
  public static Move urgent(Priority priority, String reason) {
    return new Move(Deed.PRIORITY, null, null, priority, clean(reason));
  }

  private static String clean(String reason) {
    if (reason != null && reason.length() > LONGEST_REASON) {
      throw new RuleBroken("work.reason-too-long", LONGEST_REASON);
    }
    return reason == null || reason.isBlank() ? null : reason.strip();
  }

  /**
   * Refuses without a reason where one is needed: for several tasks, and for what others notice.
   *
   * @param tasks how many
   */
  void needReason(int tasks) {
    var own = deed == Deed.CLAIM || deed == Deed.RELEASE;
    if (reason == null && (!own || tasks > 1)) {
      throw new RuleBroken("work.reason-missing");
    }
  }
}
