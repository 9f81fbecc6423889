package org.klantbrug.complaint;

import org.klantbrug.shared.RuleBroken;

/** Texts that people write. */
final class Written {
  /** For what is told, found and explained. */
  static final int LONG = 20_000;

  private Written() {}

  static boolean none(String text) {
    return text == null || text.isBlank();
  }

  /** The text without blanks around it; null if nothing was written. */
  static String orNull(String text) {
    return none(text) ? null : text.strip();
  }

  /**
   * The text, which must be there.
   *
   * @param rule that is broken if it is not
   */
  static String needed(String text, String rule) {
    if (none(text)) {
      throw new RuleBroken(rule);
    }
    atMost(LONG, text);
    return text.strip();
  }

  static void atMost(int length, String... texts) {
    for (var text : texts) {
      if (text != null && text.length() > length) {
        throw new RuleBroken("complaint.text-too-long", length);
      }
    }
  }
}
