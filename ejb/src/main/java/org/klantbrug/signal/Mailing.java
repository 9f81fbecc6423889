package org.klantbrug.signal;

import java.time.Instant;

/**
 * A mail to many customers of a signal.
 *
 * @param wordsVersion of its words: each customer gets each version once
 * @param subjectLine with fields in braces, as the body
 * @param asFeedback whether it is what was promised to them with their complaints, too
 * @param customers so many were to get it when it was written
 * @param releasedBy the second person; null if it is not released, or to so few that it needs none
 * @param endedBy who stopped it; null if nobody did
 * @param sent mails that were sent
 * @param underWay mails that wait for the mail server
 * @param refused mails that the mail server would not take
 */
public record Mailing(
    long id,
    long signalId,
    Purpose purpose,
    int wordsVersion,
    String language,
    String subjectLine,
    String body,
    boolean asFeedback,
    long lastLink,
    String doneTo,
    long customers,
    State state,
    long writerId,
    String writtenBy,
    Instant writtenAt,
    String releasedBy,
    Instant releasedAt,
    String endedBy,
    Instant endedAt,
    long sent,
    long underWay,
    long refused) {
  /** How far it is. */
  public enum State {
    /** A second person must release it. */
    WAITING,
    /** It is written and sent, part by part. */
    GOING,
    /** Somebody stopped it; what was sent is sent. */
    STOPPED,
    OVER;

    /** Whether it can be stopped. */
    public boolean open() {
      return this == WAITING || this == GOING;
    }
  }

  /** Customers who did not get it, or not yet. */
  public long notSent() {
    return Math.max(0, customers - sent);
  }
}
