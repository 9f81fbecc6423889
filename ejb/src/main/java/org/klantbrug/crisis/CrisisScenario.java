package org.klantbrug.crisis;

import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.Nested;

/**
 * Something that can go wrong, written out before it does.
 *
 * @param code of one that came with the system; null for what people wrote
 * @param severity 1 to 3, the worst; the level of the crisis that it would be
 * @param ownerId who looks at it on its day; null if whoever leads crises does
 * @param reviewOn the day on which somebody looks whether it is still right
 * @param changedBy null as it came with the system
 * @param ended whether it was taken away
 * @param steps how many it has
 */
public record CrisisScenario(
    long id,
    String code,
    int severity,
    @Nested("title") BothLanguages title,
    @Nested("what") BothLanguages what,
    Long ownerId,
    String owner,
    LocalDate reviewOn,
    String changedBy,
    Instant changedAt,
    boolean ended,
    int version,
    int steps) {
  /** Whether its day has come. */
  public boolean isDue(LocalDate today) {
    return !ended && !reviewOn.isAfter(today);
  }
}
