package org.klantbrug.outbound;

/** Where messages leave the house. */
public interface MailDoor {
  /** What came of handing over a message. */
  enum Answer {
    /** The mail server has it. */
    TAKEN,
    /** It will never take it for this address. */
    REFUSED,
    /** It does not take it now, and did not get it. */
    NOT_NOW,
    /** It may have it: the connection broke after the message was on its way. */
    NOBODY_KNOWS
  }

  /**
   * @param words what the mail server said; null if it just took it
   */
  record Handed(Answer answer, String words) {}

  /** Hands a message over; takes a minute at most. */
  Handed hand(Message message);
}
