package org.klantbrug.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.Year;
import java.util.Set;

/** Holidays as the library knows them. */
final class HolidayLibrary {
  private HolidayLibrary() {}

  /**
   * The holidays of a calendar in a year. The library looks for its own parts by the thread's
   * loader, which in a server is not its own.
   */
  static Set<Holiday> of(HolidayCalendar calendar, int year) {
    var thread = Thread.currentThread();
    var loader = thread.getContextClassLoader();
    thread.setContextClassLoader(HolidayManager.class.getClassLoader());
    try {
      return HolidayManager.getInstance(ManagerParameters.create(calendar))
          .getHolidays(Year.of(year));
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
