package org.klantbrug.calendar;

import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Staff;

/**
 * The working calendar was changed. Fired inside the transaction of the change: what counts by the
 * calendar counts anew in it, or the change does not happen.
 *
 * @param version of the calendar after the change
 */
public record CalendarChanged(
    Handle handle, CalendarChange change, WorkingCalendar after, int version, Staff by) {}
