package org.klantbrug.programme;

import java.time.Instant;

/**
 * Who is to read a briefing.
 *
 * @param team null for who is in none
 * @param readAt when he confirmed that he read and understood it; null if he did not
 * @param excusedBy who said that he is not there; null if nobody did
 */
public record Reader(
    long staffId,
    String name,
    Long teamId,
    String team,
    Instant readAt,
    String excusedBy,
    String excusedReason) {
  /** Whether it still waits for him. */
  public boolean isWaiting() {
    return readAt == null && excusedBy == null;
  }
}
