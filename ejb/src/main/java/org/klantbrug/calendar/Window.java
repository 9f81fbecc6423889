package org.klantbrug.calendar;

import java.time.Instant;

/**
 * A stretch of time in which we are open.
 *
 * @param from first moment
 * @param to first moment after it
 */
public record Window(Instant from, Instant to) {
  /** Whether the moment lies in it. */
  boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
