package org.klantbrug.matching;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings text to plain small letters, digits and single blanks. */
final class Folding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['\u2018\u2019\u00b4`]");
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

  private Folding() {}

  /** Small letters and digits without diacritics; all else becomes one blank; never null. */
  static String fold(String raw) {
    return OTHER.matcher(plain(raw)).replaceAll(" ").strip();
  }

  /** Small letters without diacritics and apostrophes; punctuation stays. */
  static String plain(String raw) {
    var text = raw.toLowerCase(Locale.ROOT);
    text = APOSTROPHES.matcher(text).replaceAll("");
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    text = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return text.replace("\u00df", "ss")
        .replace("\u00f8", "o")
        .replace("\u00e6", "ae")
        .replace("\u0153", "oe")
        .replace("\u0142", "l")
        .replace("\u0111", "d");
  }

  static List<String> tokens(String folded) {
    return folded.isEmpty() ? List.of() : Arrays.asList(folded.split(" "));
  }
}
