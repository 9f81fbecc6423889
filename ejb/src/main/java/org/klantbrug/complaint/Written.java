package org.klantbrug.complaint;

import org.klantbrug.shared.RuleBroken;

/** Texts that people write. */
public final class Written {
  /** For what is told, found and explained. */
  public static final int LONG = 20_000;

  private Written() {}

  /** Whether nothing was written. */
  public static boolean none(String text) {
    return text == null || text.isBlank();
  }

  /** The text without blanks around it; null if nothing was written. */
  public static String orNull(String text) {
    return none(text) ? null : text.strip();
  }

  /**
   * The text, which must be there.
   *
   * @param rule that is broken if it is not
   * @throws RuleBroken also if it has more than {@value #LONG} characters
   */
  public static String needed(String text, String rule) {
    if (none(text)) {
      throw new RuleBroken(rule);
    }
    atMost(LONG, text);
    return text.strip();
  }

  /**
   * Refuses texts that are too long.
   *
   * @param length in characters; the end of a line is one, as a browser counts it
   * @throws RuleBroken if one of them has more
   */
  public static void atMost(int length, String... texts) {
    for (var text : texts) {
      if (text != null && text.replace("\r\n", "\n").length() > length) {
        throw new RuleBroken("complaint.text-too-long", length);
      }
    }
  }
}
