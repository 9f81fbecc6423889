package org.klantbrug.notice;

import java.time.Instant;
import org.klantbrug.notice.Campaign.Way;

/**
 * A notice to one customer, as it was sent or is.
 *
 * @param name of its campaign
 * @param address the mail address, or name and postal address in lines
 * @param state WAITING, SENT, RETURNED or STOPPED
 * @param batchId with which it is printed; null for mail, or before
 */
public record Notice(
    long id,
    long campaignId,
    long mergerId,
    String name,
    long identityId,
    String situation,
    Way way,
    String address,
    String language,
    String subjectLine,
    String body,
    String state,
    Long batchId,
    Instant writtenAt,
    Instant sentAt,
    int version) {}
