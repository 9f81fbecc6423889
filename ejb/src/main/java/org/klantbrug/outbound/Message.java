package org.klantbrug.outbound;

import java.time.Instant;

/**
 * A message to a customer.
 *
 * @param purpose what it is for, a code: {@code COMPLAINT_OUTCOME}
 * @param subjectKind what it is about: {@code complaint}
 * @param identityId whose, as one company knows him; null if nobody knows
 * @param replyAddress where the customer's answer goes
 * @param body plain text, exactly what is sent
 * @param messageId of the mail, with its angle brackets
 * @param reason why it is in this state: what the mail server said, or a code; null if nothing is
 *     the matter
 * @param writtenBy who wrote it; null for what the house sends by itself
 * @param attempts how often it was handed to the mail server
 */
public record Message(
    long id,
    String purpose,
    String occasion,
    String subjectKind,
    long subjectId,
    String subjectName,
    Long identityId,
    String recipient,
    String senderName,
    String senderAddress,
    String replyAddress,
    String language,
    String subjectLine,
    String body,
    String messageId,
    String inReplyTo,
    State state,
    String reason,
    Long writtenBy,
    Instant writtenAt,
    Instant tryAt,
    int attempts,
    Instant sentAt) {
  /** How far it is. */
  public enum State {
    WAITING,
    /** Handed to the mail server just now. */
    SENDING,
    SENT,
    /** The mail server will not take it for this address. */
    REFUSED,
    /** It may have been sent: a person looks. */
    UNKNOWN,
    /** It was no longer to be sent when its turn came. */
    DROPPED;

    /** Whether another one for the same purpose would be a second letter. */
    public boolean holdsItsPlace() {
      return this != REFUSED && this != DROPPED;
    }
  }

  static final String COLUMNS =
      "id, purpose, occasion, subject_kind, subject_id, subject_name, identity_id, recipient, sender_name, sender_address,"
          + " reply_address, language, subject_line, body, message_id, in_reply_to, state, reason, written_by, written_at,"
          + " try_at, attempts, sent_at";
}
