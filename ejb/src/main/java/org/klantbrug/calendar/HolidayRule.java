package org.klantbrug.calendar;

import java.time.LocalDate;

/** Whether a holiday is a working day. */
public enum HolidayRule {
  /** Closed each year. */
  CLOSED,
  /** A working day like others. */
  OPEN,
  /** Closed in years that end in 0 or 5, as many collective agreements have it for 5 May. */
  EVERY_FIVE_YEARS;

  /** Whether we are closed on the holiday of this day. */
  boolean closes(LocalDate day) {
    return this == CLOSED || this == EVERY_FIVE_YEARS && day.getYear() % 5 == 0;
  }
}
