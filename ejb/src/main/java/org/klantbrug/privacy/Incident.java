package org.klantbrug.privacy;

import java.time.Instant;

/**
 * What may be a data leak.
 *
 * @param sourceName number of the complaint that showed it
 * @param what in the words of who reported it
 * @param knownAt since when we knew: the 72 hours count from here
 * @param notifyBy the last moment at which the authority can be told in time
 * @param notified whether the authority was told; null while that is not decided
 * @param reference under which it has it; null if it gave none
 */
public record Incident(
    long id,
    String number,
    String sourceKind,
    long sourceId,
    String sourceName,
    String what,
    Instant knownAt,
    Instant notifyBy,
    String reportedBy,
    Instant reportedAt,
    State state,
    Risk risk,
    String assessment,
    String assessedBy,
    Instant assessedAt,
    Boolean notified,
    String reference,
    String decisionReason,
    String decidedBy,
    Instant decidedAt,
    String informedWords,
    String informedBy,
    Instant informedAt,
    int version) {
  /** What it waits for. */
  public enum State {
    ASSESS,
    DECIDE,
    INFORM,
    ENDED
  }

  /** For whose data it was. */
  public enum Risk {
    /** Nobody saw what he should not. */
    NO_LEAK,
    /** A leak that is unlikely to do harm. */
    LOW,
    /** A leak that can do harm: the authority hears of it. */
    RISK,
    /** It is likely to do harm: the customer hears of it too. */
    HIGH
  }

  /** Whether something is still to be done. */
  public boolean open() {
    return state != State.ENDED;
  }

  /** Whether the time in which the authority must hear is over, and nothing is decided. */
  public boolean late(Instant now) {
    return decidedAt == null && now.isAfter(notifyBy);
  }
}
