package org.klantbrug.contact;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something a company said it would do.
 *
 * @param state OPEN, KEPT, BROKEN or WITHDRAWN as delivered; null if unknown
 * @param held whether it still waits for the desk to take it
 */
public record Promise(
    long id,
    long identityId,
    String text,
    Instant madeAt,
    LocalDate dueOn,
    String madeBy,
    String state,
    boolean held,
    String company,
    String fileName,
    Long lineNo,
    String sourceKey) {}
