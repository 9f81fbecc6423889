package org.klantbrug.crisis;

import org.klantbrug.shared.RuleBroken;

/**
 * That it is a crisis.
 *
 * @param level 1 to 3, 3 is the worst
 * @param leadId who leads it
 * @param why in the words of who decides
 */
public record Declaration(Integer level, Long leadId, String why) {
  private static final int WORST = 3;

  Declaration checked() {
    if (leadId == null) {
      throw new RuleBroken("crisis.lead");
    }
    return new Declaration(
        level(level), leadId, Words.needed(why, Words.REASON, "crisis.why-needed"));
  }

  static int level(Integer level) {
    if (level == null || level < 1 || level > WORST) {
      throw new RuleBroken("crisis.level");
    }
    return level;
  }
}
