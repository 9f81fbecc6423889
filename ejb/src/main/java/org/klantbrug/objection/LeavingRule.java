package org.klantbrug.objection;

import java.time.Period;

/**
 * When a contract of a trade can end.
 *
 * @param notice longest time between the customer saying so and the end
 * @param termBinds whether a term that was agreed must be served; if not, leaving early may cost a
 *     fee
 * @param renewedBinds whether a term that was renewed tacitly binds again
 * @param source article of the law
 * @param changeFrees whether he may leave because of the change, free of charge
 * @param changeDays working days that this takes at least
 * @param changeSource article of the law; empty if the change does not free
 */
record LeavingRule(
    Period notice,
    boolean termBinds,
    boolean renewedBinds,
    String source,
    ChangeFrees changeFrees,
    int changeDays,
    String changeSource) {
  /** Whether a change lets a customer leave free of charge. */
  enum ChangeFrees {
    NO,
    /** On any day until the change. */
    ANY_DAY,
    /** On the day of the change. */
    THAT_DAY
  }
}
