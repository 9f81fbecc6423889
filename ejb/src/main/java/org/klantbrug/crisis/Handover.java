package org.klantbrug.crisis;

import java.time.Instant;

/**
 * What one shift hands to the next.
 *
 * @param from who was on; null if nobody was
 * @param receivedAt since when the successor is on; null while he did not say that he read it
 * @param withdrawnAt when it was taken back; null if it was not
 */
public record Handover(
    long id,
    long crisisId,
    String crisis,
    boolean exercise,
    Post post,
    Long fromId,
    String from,
    long toId,
    String to,
    String words,
    Instant handedAt,
    Instant receivedAt,
    Instant withdrawnAt) {

  /** What somebody does for a crisis during his shift. */
  public enum Post {
    /** Leads it. */
    LEAD,
    /** Keeps the log, and writes how it stands. */
    LOG,
    /** Speaks for the house. */
    WORDS
  }

  /** Whether the successor has still to say that he read it. */
  public boolean isWaiting() {
    return receivedAt == null && withdrawnAt == null;
  }
}
