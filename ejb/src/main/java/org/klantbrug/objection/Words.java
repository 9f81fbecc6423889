package org.klantbrug.objection;

import org.klantbrug.shared.RuleBroken;

/** Texts that people write. */
final class Words {
  /** What a customer may write at once, in characters. */
  static final int OF_CUSTOMER = 10_000;

  private static final int LONG = 20_000;

  private Words() {}

  /**
   * The text without blanks around it, which must be there.
   *
   * @param rule that is broken if it is not
   */
  static String needed(String text, String rule) {
    var there = orNull(text, LONG);
    if (there == null) {
      throw new RuleBroken(rule);
    }
    return there;
  }

  /**
   * The text without blanks around it; null if nothing was written.
   *
   * @param most characters; the end of a line is one, as a browser counts it
   */
  static String orNull(String text, int most) {
    var stripped = text == null ? "" : text.replace("\r\n", "\n").strip();
    if (stripped.length() > most) {
      throw new RuleBroken("objection.text-too-long", most);
    }
    return stripped.isEmpty() ? null : stripped;
  }
}
