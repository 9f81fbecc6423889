package org.klantbrug.ending;

import java.time.Instant;

/**
 * What a person said of a criterion.
 *
 * @param number of {@link Criterion#HOLDS}: how many the old company had; else null
 * @param by full name
 */
public record Said(Criterion criterion, String words, Integer number, String by, Instant at) {}
