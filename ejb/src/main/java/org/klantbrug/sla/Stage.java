package org.klantbrug.sla;

/** What a customer waits for; each has a clock of its own. */
public enum Stage {
  /** That somebody answers. */
  FIRST_ANSWER,
  /** That we say that we have it. */
  ACKNOWLEDGE,
  /** What comes of it. */
  OUTCOME,
  /** What we did with it. */
  FEEDBACK,
  /** What we said we would do. */
  AGREEMENT,
  /** What a department does with what customers tell us. */
  DEPARTMENT,
  /** What we do next with what customers tell us: judge it, close it. */
  STEP,
  /** What a body outside waits for: our file, and what it said we must do. */
  DISPUTE,
  /** What must be ready before customers go over. */
  CHECKLIST,
  /** Whether the authority hears of a data leak. */
  LEAK,
  /** That we tell the customers of a data leak that can harm them. */
  TELL_LEAK,
  /** What comes of an objection to going over. */
  OBJECTION;

  /**
   * Whether its time can be counted so: what was promised for a day counts to that day and nothing
   * else does; only a first answer is given in the contact itself.
   */
  public boolean takes(RuleKind kind) {
    return switch (this) {
      case FEEDBACK, AGREEMENT, DEPARTMENT, DISPUTE, CHECKLIST -> kind == RuleKind.ON_DATE;
      case LEAK -> kind == RuleKind.WITHIN_HOURS;
      case FIRST_ANSWER -> kind != RuleKind.ON_DATE && kind != RuleKind.WITHIN_HOURS;
      case TELL_LEAK -> kind != RuleKind.ON_DATE && kind != RuleKind.DURING_CONTACT;
      case ACKNOWLEDGE, OUTCOME, STEP, OBJECTION ->
          kind != RuleKind.ON_DATE
              && kind != RuleKind.DURING_CONTACT
              && kind != RuleKind.WITHIN_HOURS;
    };
  }
}
