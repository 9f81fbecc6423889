package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.complaint.Cause;

/**
 * By what customers were found, as it was said.
 *
 * @param waveDay the day of the wave
 * @param company whose numbers are listed, by name
 * @param listed so many numbers were listed; null if it is no list
 * @param unknown so many of them are nobody, or several
 * @param found so many customers it found the last time
 * @param endedAt since when it is asked no more
 */
public record Criterion(
    long id,
    Long waveId,
    LocalDate waveDay,
    Integer billingDay,
    String product,
    Cause cause,
    String topic,
    LocalDate since,
    Integer postcodeFrom,
    Integer postcodeTo,
    String place,
    String company,
    Integer listed,
    int unknown,
    int found,
    Instant lookedAt,
    String addedBy,
    Instant addedAt,
    Instant endedAt) {}
