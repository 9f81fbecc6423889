package org.klantbrug.knowledge;

import java.util.regex.Pattern;

/** What somebody asked, in his own words. */
final class Words {
  /** Addresses and numbers by which somebody could be known; a question is asked without. */
  private static final Pattern PERSONAL =
      Pattern.compile("\\S+@\\S+|[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){8,30}|\\+?\\d(?:[ .-]?\\d){5,}");

  private Words() {}

  /** Without what somebody could be known by; null stays null. */
  static String bare(String words) {
    return words == null ? null : PERSONAL.matcher(words).replaceAll("…");
  }
}
