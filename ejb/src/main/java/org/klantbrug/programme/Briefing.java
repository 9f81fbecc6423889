package org.klantbrug.programme;

import java.time.Instant;

/**
 * What all who serve customers read before the first wave.
 *
 * @param no of the version; each is read anew
 */
public record Briefing(
    long id,
    long mergerId,
    String mergerName,
    int no,
    String title,
    String body,
    String publishedBy,
    Instant publishedAt,
    boolean newest) {}
