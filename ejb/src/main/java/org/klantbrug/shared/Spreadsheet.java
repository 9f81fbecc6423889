package org.klantbrug.shared;

import java.util.regex.Pattern;

/** Values on their way to and from a spreadsheet, which runs what looks like a formula. */
public final class Spreadsheet {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private Spreadsheet() {}

  /** The value with an apostrophe before it if a spreadsheet would run it. */
  public static String safe(String value) {
    return FORMULA.matcher(value).matches() ? "'" + value : value;
  }

  /** The value without the apostrophe that {@link #safe} gave it. */
  public static String plain(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
