package org.klantbrug.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Days on which banks settle debits with each other: those of TARGET, every Monday to Friday but
 * for 1 January, Good Friday, Easter Monday, 1 May, 25 and 26 December (ECB, long-term calendar for
 * TARGET closing days). Whether we are open has nothing to do with it.
 */
public final class BankDays {
  private static final Map<Integer, Set<LocalDate>> CLOSED = new ConcurrentHashMap<>();

  private BankDays() {}

  /**
   * The last bank day from which there are so many bank days to a day.
   *
   * @param day not counted itself
   * @param bankDays 1 or more
   */
  public static LocalDate before(LocalDate day, int bankDays) {
    var reached = day;
    for (var left = bankDays; left > 0; left--) {
      do {
        reached = reached.minusDays(1);
      } while (!isBankDay(reached));
    }
    return reached;
  }

  private static boolean isBankDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !CLOSED.computeIfAbsent(day.getYear(), BankDays::closed).contains(day);
  }

  private static Set<LocalDate> closed(int year) {
    return HolidayLibrary.of(HolidayCalendar.TARGET, year).stream()
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }
}
