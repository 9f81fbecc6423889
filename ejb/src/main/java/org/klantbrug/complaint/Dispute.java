package org.klantbrug.complaint;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A complaint before a body outside.
 *
 * @param body its name
 * @param reference under which it keeps the complaint; null if it gave none
 * @param receivedOn the day on which we heard of it
 * @param answerBy the day on which it has our file
 * @param asked what it wrote, or what the customer said
 * @param filedBy who sent our file; null while nobody did
 * @param verdictOn the day of the verdict; null while there is none
 * @param toDo what we must do; null for nothing
 * @param doneBy who did it; null while nobody did
 */
public record Dispute(
    long id,
    long complaintId,
    String body,
    String reference,
    Ground ground,
    LocalDate receivedOn,
    LocalDate answerBy,
    String asked,
    String notedBy,
    Instant notedAt,
    State state,
    String filedBy,
    Instant filedAt,
    Verdict verdict,
    LocalDate verdictOn,
    String verdictWords,
    String toDo,
    LocalDate toDoBy,
    String doneBy,
    Instant doneAt) {
  /** Why it could be put to a body outside. */
  public enum Ground {
    /** We told the customer that he is not, or not wholly, right. */
    DECIDED,
    /** The time in which he had to hear of us was over. */
    TERM_PASSED,
    /** Neither; he went there all the same. */
    WENT_ANYWAY
  }

  /** What it waits for. */
  public enum State {
    /** Our file. */
    FILE,
    /** What the body says. */
    VERDICT,
    /** What we must do by the verdict. */
    TO_DO,
    ENDED
  }

  /** What the body said, or how it ended without that. */
  public enum Verdict {
    UPHELD,
    PARTLY,
    NOT_UPHELD,
    /** We agreed with the customer. */
    SETTLED,
    /** He did not go on with it, or the body did not take it. */
    DROPPED
  }

  /** Whether something is still to be done. */
  public boolean open() {
    return state != State.ENDED;
  }
}
