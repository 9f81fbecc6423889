package org.klantbrug.contact;

import java.time.LocalDate;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/**
 * Something a colleague promises a customer.
 *
 * @param text what we will do
 * @param dueOn the last day on which it is in time
 * @param ownerId the colleague who keeps it; null for who promises, unless there is a role
 * @param ownerRole the role of which somebody keeps it; null if it is one person
 * @param identityId the customer at the company it is about; null to take ours, else the first
 */
public record NewPromise(
    String text, LocalDate dueOn, Long ownerId, String ownerRole, Long identityId) {
  private static final int MOST_YEARS = 5;

  /** Whether nothing was filled in. */
  public boolean isBlank() {
    return Said.clean(text) == null && dueOn == null;
  }

  /**
   * As it is kept.
   *
   * @throws RuleBroken {@code contact.promise-*}: what is missing, too long or not possible
   */
  NewPromise checked(LocalDate today, Staff by) {
    var said = Said.bounded(text);
    if (said == null) {
      throw new RuleBroken("contact.promise-blank");
    }
    var role = Said.clean(ownerRole);
    if (role != null && ownerId != null) {
      throw new RuleBroken("contact.promise-two-owners");
    }
    return new NewPromise(
        said,
        inTime(dueOn, today),
        role == null && ownerId == null ? Long.valueOf(by.id()) : ownerId,
        role,
        identityId);
  }

  /** A day that is still to come. */
  static LocalDate inTime(LocalDate day, LocalDate today) {
    if (day == null) {
      throw new RuleBroken("contact.promise-no-day");
    }
    if (day.isBefore(today)) {
      throw new RuleBroken("contact.promise-day-past");
    }
    if (day.isAfter(today.plusYears(MOST_YEARS))) {
      throw new RuleBroken("contact.promise-day-far", MOST_YEARS);
    }
    return day;
  }
}
