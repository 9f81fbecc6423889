package org.klantbrug.crisis;

import org.klantbrug.shared.RuleBroken;

/**
 * Words of the house in its two languages. Who writes in a hurry writes one: then it says the same
 * in the other, until somebody writes it out.
 */
public record BothLanguages(String nl, String en) {
  /**
   * What was typed, neither missing nor too long.
   *
   * @throws RuleBroken with this key and the length, if it is
   */
  static BothLanguages of(BothLanguages typed, int longest, String rule) {
    var dutch = typed == null || typed.nl == null ? "" : typed.nl.strip();
    var english = typed == null || typed.en == null ? "" : typed.en.strip();
    if (dutch.isEmpty() && english.isEmpty()
        || dutch.length() > longest
        || english.length() > longest) {
      throw new RuleBroken(rule, longest);
    }
    return new BothLanguages(
        dutch.isEmpty() ? english : dutch, english.isEmpty() ? dutch : english);
  }

  /** In the language with this code; Dutch for any that we do not speak. */
  public String in(String language) {
    return "en".equals(language) ? en : nl;
  }
}
