package org.klantbrug.play;

import java.time.Instant;

/**
 * A complaint as a file tells it.
 *
 * @param key in its file
 * @param channel as the file calls it
 * @param answered when the customer heard the outcome; null if he has not
 */
public record PlayedComplaint(
    String key,
    String channel,
    Instant received,
    String text,
    String product,
    String topic,
    Instant answered) {}
