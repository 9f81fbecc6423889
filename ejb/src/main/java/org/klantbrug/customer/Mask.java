package org.klantbrug.customer;

import java.util.Set;

/**
 * Values that nobody sees in full without asking for them: what is left in sight is enough to tell
 * one from another, and too little to use.
 */
final class Mask {
  /** Groups of fields of which only the end or the year is in sight. */
  static final Set<String> GROUPS = Set.of("BIRTH_DATE", "IBAN");

  private static final int END_IN_SIGHT = 4;

  private Mask() {}

  /** The value as anybody at the desk may see it: a year of birth, the end of an account number. */
  static String of(String field, String value) {
    if (value == null || !GROUPS.contains(FieldGroup.of(field).name())) {
      return value;
    }
    if (field.equals("birth_date")) {
      return value.substring(0, Math.min(4, value.length())) + "-**-**";
    }
    var hidden = value.length() > 2 * END_IN_SIGHT ? value.length() - END_IN_SIGHT : value.length();
    return "*".repeat(hidden) + value.substring(hidden);
  }
}
