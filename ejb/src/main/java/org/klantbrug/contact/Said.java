package org.klantbrug.contact;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.klantbrug.shared.RuleBroken;

/** What people typed, as it can be kept. */
final class Said {
  /** As much as fits in a field of a note. */
  static final int LONGEST = 10_000;

  private Said() {}

  /**
   * The text without blanks around it, and without what no column keeps: NUL, and halves of signs.
   *
   * @return null if nothing is left
   */
  static String clean(String typed) {
    if (typed == null) {
      return null;
    }
    var kept = keepable(typed).strip();
    return kept.isEmpty() ? null : kept;
  }

  /** As {@link #clean}, with the blanks around it. */
  static String keepable(String typed) {
    return new String(
        typed.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /**
   * As {@link #clean}, for a text that a rule bounds.
   *
   * @throws RuleBroken if it is longer than {@value #LONGEST} characters; the person keeps it
   */
  static String bounded(String typed) {
    return bounded(typed, LONGEST);
  }

  /** As {@link #bounded(String)}, with a bound of its own. */
  static String bounded(String typed, int longest) {
    var text = clean(typed);
    if (text != null && text.length() > longest) {
      throw new RuleBroken("contact.text-too-long", longest, text.length() - longest);
    }
    return text;
  }

  /** One of the codes; null if none was chosen. */
  static String code(String typed, Collection<String> codes) {
    var code = clean(typed);
    if (code != null && !codes.contains(code)) {
      throw new RuleBroken("contact.not-a-choice", String.join(", ", codes));
    }
    return code;
  }
}
