package org.klantbrug.contact;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something a customer waits for, from either company: a promise, or a complaint that came along.
 *
 * @param subject PROMISE, COMPLAINT that came over, or LIVE_COMPLAINT that is handled here
 * @param topic what a complaint is about; null for a promise
 * @param since when it was promised or received; null if unknown
 * @param by who promised it; null if unknown
 * @param state as delivered; null if unknown
 * @param held whether it still waits for the desk to take it
 * @param keptBy the colleague who keeps a promise of ours, or the code of the role; null if none
 */
public record OpenMatter(
    String subject,
    long id,
    long identityId,
    String topic,
    String text,
    Instant since,
    LocalDate dueOn,
    String by,
    String state,
    boolean held,
    String company,
    String fileName,
    Long lineNo,
    String sourceKey,
    String keptBy) {}
