package org.klantbrug.customer;

import java.util.Set;

/**
 * Values that nobody sees in full without asking for them: what is left in sight is enough to tell
 * one from another, and too little to use.
 */
public final class Mask {
  /** Groups of fields of which only the end or the year is in sight. */
  static final Set<String> GROUPS = Set.of("BIRTH_DATE", "IBAN");

  /**
   * Columns of which only a part is in sight where two customers lie side by side: nobody asked
   * either of them who he is, so a telephone number is veiled too.
   */
  private static final Set<String> SIDE_BY_SIDE =
      Set.of("birth_date", "iban", "phone", "phone_other");

  private static final int END_IN_SIGHT = 4;

  private Mask() {}

  /** The value as anybody at the desk may see it: a year of birth, the end of an account number. */
  static String of(String field, String value) {
    if (value == null || !GROUPS.contains(FieldGroup.of(field).name())) {
      return value;
    }
    return partly(field, value);
  }

  /** Whether only a part of this column is in sight where two customers lie side by side. */
  public static boolean isMaskedSideBySide(String column) {
    return SIDE_BY_SIDE.contains(column);
  }

  /**
   * The value of a column as it is seen where two customers lie side by side.
   *
   * @param value empty if there is none
   */
  public static String sideBySide(String column, String value) {
    return value.isEmpty() || !isMaskedSideBySide(column) ? value : partly(column, value);
  }

  private static String partly(String field, String value) {
    if (field.equals("birth_date")) {
      return value.substring(0, Math.min(4, value.length())) + "-**-**";
    }
    var hidden = value.length() > 2 * END_IN_SIGHT ? value.length() - END_IN_SIGHT : value.length();
    return "*".repeat(hidden) + value.substring(hidden);
  }
}
