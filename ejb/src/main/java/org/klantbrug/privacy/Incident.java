package org.klantbrug.privacy;

import java.time.Instant;

/**
 * What may be a data leak.
 *
 * @param origin by what it showed
 * @param sourceName number of the complaint or customer with which it showed
 * @param what in the words of who reported it
 * @param knownAt since when we knew: the 72 hours count from here
 * @param notifyBy the last moment at which the authority can be told in time
 * @param notified whether the authority was told; null while that is not decided
 * @param confirmedBy the second person, where it can do harm and the authority is not told
 * @param sentBackWords why the second person did not agree, the last time; null if he did
 * @param informBy by when the customer hears; null if he need not, or did
 * @param reference under which it has it; null if it gave none
 */
public record Incident(
    long id,
    String number,
    Origin origin,
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
    Long deciderId,
    String confirmedBy,
    Instant confirmedAt,
    String sentBackWords,
    String sentBackBy,
    Instant sentBackAt,
    Instant informBy,
    String informedWords,
    String informedBy,
    Instant informedAt,
    int version) {
  /** What it waits for. */
  public enum State {
    ASSESS,
    DECIDE,
    /** A second person must agree that the authority is not told of what can do harm. */
    CONFIRM,
    INFORM,
    ENDED
  }

  /** By what it showed. */
  public enum Origin {
    COMPLAINT,
    /** Two customers that were made one were not the same person. */
    UNMERGED,
    /** A letter that went to the wrong address came back, opened. */
    LETTER_OPENED,
    OTHER
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
    HIGH;

    /** Whether the authority hears of it, unless two people say otherwise. */
    boolean harms() {
      return this == RISK || this == HIGH;
    }
  }

  /** Whether something is still to be done. */
  public boolean open() {
    return state != State.ENDED;
  }

  /** Whether the time in which the authority must hear is over, and nothing is decided. */
  public boolean late(Instant now) {
    return (decidedAt == null || state == State.CONFIRM) && now.isAfter(notifyBy);
  }
}
