package org.klantbrug.alarm;

import java.time.Instant;

/**
 * What was counted in an hour, of customers of a wave to whom the same happened so many days ago.
 */
public record Count(
    long waveId, Kind kind, Cut cut, String value, Instant hour, Stage stage, int age, long n) {
  Series series() {
    return new Series(kind, cut, value);
  }
}
