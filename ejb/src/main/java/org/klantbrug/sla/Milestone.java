package org.klantbrug.sla;

import java.time.LocalDate;

/**
 * A further moment at which somebody must be told, besides the limit: the third working day of a
 * complaint, or the day eight weeks later. Pauses do not move it, as a regime counts from receipt.
 *
 * @param name code of the caller, unique for its clock
 * @param workingDays due before we close so many working days after receipt; null if a day is given
 * @param on due before we close on this day, or on the next working day; null if days are counted
 */
public record Milestone(String name, Integer workingDays, LocalDate on) {
  /** A name, and either days or a day. */
  public Milestone {
    if (name == null || name.isBlank() || (workingDays == null) == (on == null)) {
      throw new IllegalArgumentException("A milestone has a name, and days or a day");
    }
  }

  /** So many working days after receipt. */
  public static Milestone after(String name, int workingDays) {
    return new Milestone(name, workingDays, null);
  }

  /** On a day. */
  public static Milestone on(String name, LocalDate day) {
    return new Milestone(name, null, day);
  }
}
