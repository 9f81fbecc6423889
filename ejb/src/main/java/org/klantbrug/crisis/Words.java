package org.klantbrug.crisis;

import org.klantbrug.shared.RuleBroken;

/** Words that people type, as they are kept. */
final class Words {
  /** Why something was decided. */
  static final int REASON = 2_000;

  private Words() {}

  /**
   * Without blanks around it.
   *
   * @throws RuleBroken with this key and the length if nothing was typed, or too much
   */
  static String needed(String typed, int longest, String key) {
    var words = typed == null ? "" : typed.strip();
    if (words.isEmpty() || words.length() > longest) {
      throw new RuleBroken(key, longest);
    }
    return words;
  }

  /** As {@link #needed}; null for nothing. */
  static String orNull(String typed, int longest, String key) {
    return typed == null || typed.isBlank() ? null : needed(typed, longest, key);
  }
}
