package org.klantbrug.sla;

/**
 * Who keeps a date.
 *
 * @param staffId a person; null if a role as a whole does
 * @param role its code; null if a person does
 */
public record Owner(Long staffId, String role) {
  /** Somebody does. */
  public Owner {
    if (staffId == null && role == null) {
      throw new IllegalArgumentException("A clock has an owner");
    }
  }

  /** A member of staff. */
  public static Owner person(long staffId) {
    return new Owner(staffId, null);
  }

  /** Everybody of a role. */
  public static Owner role(String code) {
    return new Owner(null, code);
  }
}
