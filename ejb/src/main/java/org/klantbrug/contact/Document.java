package org.klantbrug.contact;

import java.time.Instant;

/**
 * An index line of a document that lies elsewhere.
 *
 * @param location where it lies, as delivered
 */
public record Document(
    long id,
    long identityId,
    String name,
    String mediaType,
    Long sizeBytes,
    String sha256,
    Instant createdAt,
    String location,
    String company,
    String fileName,
    Long lineNo,
    String sourceKey) {}
