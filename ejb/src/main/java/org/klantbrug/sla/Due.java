package org.klantbrug.sla;

import java.time.Instant;
import org.klantbrug.calendar.ClosedDay;

/**
 * By when.
 *
 * @param target what we aim for
 * @param limit after this it is too late; not before the target
 * @param rolled the day that was given and is closed, if that moved the target; else null
 */
public record Due(Instant target, Instant limit, ClosedDay rolled) {
  /** Aim and limit are the same moment. */
  static Due at(Instant moment) {
    return new Due(moment, moment, null);
  }
}
