package org.klantbrug.threat;

import java.time.Instant;
import org.klantbrug.alarm.Kind;

/**
 * Something that a customer told us.
 *
 * @param kind a contact or a complaint
 * @param topic code of what it is about; {@link #UNASSESSED} while nobody said
 * @param bad whether he was in a bad mood
 */
public record Came(Instant at, Kind kind, String topic, boolean bad) {
  /** The topic of what nobody assessed yet. */
  static final String UNASSESSED = "UNKNOWN";

  /** Whether somebody said what it is about. */
  boolean isAssessed() {
    return !UNASSESSED.equals(topic);
  }
}
