package org.klantbrug.notice;

import java.time.LocalDate;

/**
 * Who answers the questions of customers who go over.
 *
 * @param id null for a new one
 * @param deputyId who answers while he is away; null for nobody
 * @param phone as the customer dials it
 * @param most billing accounts that he looks after at once
 * @param untilDay his last day; null without an end
 * @param accounts that he looks after now
 * @param active whether he takes customers: he still works here, and his last day is not over
 * @param version as it was read
 */
public record ContactPerson(
    Long id,
    long staffId,
    String name,
    Long deputyId,
    String deputy,
    String phone,
    int most,
    LocalDate untilDay,
    int accounts,
    boolean active,
    int version) {
  /** Accounts that he can take beside those he has. */
  int room() {
    return active ? most - accounts : 0;
  }
}
