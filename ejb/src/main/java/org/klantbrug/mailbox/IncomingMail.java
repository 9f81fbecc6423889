package org.klantbrug.mailbox;

import java.time.Instant;
import java.util.List;

/**
 * A mail as it came.
 *
 * @param key SHA-256 of its Message-ID, or of all of it; 64 hexadecimal digits
 * @param messageId with its angle brackets; null if it has none
 * @param refersTo Message-IDs that it answers, the nearest first; of one that came back, those of
 *     what came back
 * @param fromAddress as the sender wrote it: no proof of who he is
 * @param text its words; empty if it has none
 * @param files names of what was sent along
 * @param writtenAt as the sender says; null if he does not
 * @param receivedAt when our mail server had it
 * @param automatic whether a machine wrote it
 * @param bounced whether it says that a mail of ours was not delivered, for good
 * @param raw as it came; null where it was too large to be kept
 */
public record IncomingMail(
    String key,
    String messageId,
    List<String> refersTo,
    String fromAddress,
    String fromName,
    String subjectLine,
    String text,
    List<String> files,
    Instant writtenAt,
    Instant receivedAt,
    boolean automatic,
    boolean bounced,
    byte[] raw,
    long rawSize) {}
