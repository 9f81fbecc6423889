package org.klantbrug.knowledge;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An answer as it is published, in one language.
 *
 * @param id of its item
 * @param language {@code nl} or {@code en}
 * @param validUntil last day on which it is shown
 */
public record Answer(
    long id,
    String language,
    String topic,
    Audience audience,
    String product,
    String question,
    String answer,
    LocalDate validUntil,
    Instant publishedAt) {}
