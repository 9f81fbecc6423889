package org.klantbrug.ending;

import java.time.Instant;
import org.klantbrug.merger.Entity;

/**
 * A file in an archive.
 *
 * @param deliveryId what it was delivered as; null for the sheet of what people decided on records
 * @param entity what its records are; null for that sheet
 * @param fileName as the company named it
 * @param extractAsOf when the old system was read
 */
public record ArchivedFile(
    String name,
    Long deliveryId,
    Entity entity,
    String company,
    String fileName,
    Instant extractAsOf,
    Long records,
    String sha256,
    long bytes) {}
