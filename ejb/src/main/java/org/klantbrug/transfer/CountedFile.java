package org.klantbrug.transfer;

import java.time.Instant;

/**
 * A delivered file that a statement counts.
 *
 * @param entity code of what it holds
 * @param mode FULL or DELTA
 * @param lines records that were read of it
 * @param sha256 of the file as it was delivered, in hex
 */
public record CountedFile(
    String fileName, String entity, String mode, Instant extractAsOf, long lines, String sha256) {}
