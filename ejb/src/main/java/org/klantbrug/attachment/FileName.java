package org.klantbrug.attachment;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a file as it was given, without what a name does not have: folders, line ends, marks
 * that turn the direction of reading.
 */
final class FileName {
  private static final int LONGEST = 100;
  private static final int LONGEST_ENDING = 10;
  private static final String NAMELESS = "file";

  /** Controls, and what is written but not seen: direction marks, joiners, private characters. */
  private static final Pattern UNSEEN = Pattern.compile("\\p{C}|[\\u2028\\u2029]");

  /** What systems and headers read as something else. */
  private static final Pattern MISREAD = Pattern.compile("[\"<>|:*?;%\\\\/]");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern DOTS_AT_AN_END = Pattern.compile("^[.\\s]+|[.\\s]+$");

  private FileName() {}

  /** The name without its folders and strange characters, at most 100 characters. */
  static String cleaned(String given) {
    var typed = given == null ? "" : Normalizer.normalize(given, Normalizer.Form.NFC);
    var last = typed.substring(Math.max(typed.lastIndexOf('/'), typed.lastIndexOf('\\')) + 1);
    var seen = MISREAD.matcher(UNSEEN.matcher(last).replaceAll("")).replaceAll("_");
    var plain = DOTS_AT_AN_END.matcher(BLANKS.matcher(seen).replaceAll(" ")).replaceAll("");
    return plain.isEmpty() ? NAMELESS : shortened(plain);
  }

  /** A long name loses its middle, never its ending. */
  private static String shortened(String name) {
    if (name.codePointCount(0, name.length()) <= LONGEST) {
      return name;
    }
    var ending = ending(name);
    var kept = ending.isEmpty() ? "" : "." + ending;
    return name.substring(0, name.offsetByCodePoints(0, LONGEST - kept.length())) + kept;
  }

  /** What stands behind the last dot, in small letters; empty if there is none. */
  static String ending(String name) {
    var dot = name.lastIndexOf('.');
    var ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return ending.length() > LONGEST_ENDING ? "" : ending;
  }
}
