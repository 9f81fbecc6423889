package org.klantbrug.threat;

import java.time.Instant;
import org.klantbrug.alarm.Kind;

/**
 * Something that a customer told us.
 *
 * @param kind a contact or a complaint
 * @param topic code of what it is about
 * @param bad whether he was in a bad mood
 */
public record Came(Instant at, Kind kind, String topic, boolean bad) {}
