package org.klantbrug.contact;

import java.time.Instant;

/**
 * A contact moment.
 *
 * @param identityId the customer at the company that had the contact
 * @param occurredAt when it was, also when it came here years later
 * @param channel one of the channels of the delivery, for example PHONE; null if unknown
 * @param author who wrote it down there, as delivered
 * @param inTime whether the answer was in time; null if unknown
 * @param company whose contact it was
 * @param fileName the file it came from; null when it was had at our own desk
 * @param lineNo line of that file
 * @param sourceKey its key in that file; null if it had none
 * @param noted what our desk knows of it besides; null if it came over
 */
public record TimelineItem(
    long id,
    long identityId,
    Instant occurredAt,
    String channel,
    String direction,
    String author,
    String subject,
    String subSubject,
    String product,
    String text,
    String outcome,
    Boolean inTime,
    String complaintState,
    String company,
    boolean ours,
    String fileName,
    Long lineNo,
    String sourceKey,
    NotedContact noted) {}
