package org.klantbrug.programme;

import java.time.Instant;

/**
 * What leads a merger.
 *
 * @param readShare so many per cent of those who are to read the briefing must have read it before
 *     a wave goes
 */
public record Programme(
    long mergerId, String begunBy, Instant begunAt, int readShare, int version) {}
