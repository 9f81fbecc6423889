package org.klantbrug.calendar;

import de.focus_shift.jollyday.core.HolidayCalendar;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** On which days the Dutch holidays fall. King's Day is on the 26th when the 27th is a Sunday. */
final class DutchHolidays {
  private static final Map<Integer, SortedMap<LocalDate, Holiday>> YEARS =
      new ConcurrentHashMap<>();

  private DutchHolidays() {}

  /** The holidays of a year, closed or not, by day. */
  static SortedMap<LocalDate, Holiday> of(int year) {
    return YEARS.computeIfAbsent(year, DutchHolidays::reckoned);
  }

  private static SortedMap<LocalDate, Holiday> reckoned(int year) {
    var days = new TreeMap<LocalDate, Holiday>();
    for (var each : HolidayLibrary.of(HolidayCalendar.NETHERLANDS, year)) {
      Holiday.called(each.getPropertiesKey())
          .ifPresent(holiday -> days.merge(each.getDate(), holiday, DutchHolidays::weightier));
    }
    return days;
  }

  /** Ascension Day can fall on King's Day or on 5 May: what closes every year names the day. */
  private static Holiday weightier(Holiday one, Holiday other) {
    return one == Holiday.LIBERATION_DAY ? other : one;
  }
}
