package org.klantbrug.calendar;

import java.time.LocalDate;

/**
 * A single day with hours of its own: closed, or open at other hours than the week and the holidays
 * say.
 *
 * @param id null for one that is not kept yet
 * @param channel for which; null for all
 * @param hours when we are open that day; null if we are closed
 * @param reason why, as staff read it
 */
public record SpecialDay(Long id, LocalDate day, Channel channel, Hours hours, String reason) {
  /** Whether we are closed that day. */
  public boolean closed() {
    return hours == null;
  }
}
