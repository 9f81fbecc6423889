package org.klantbrug.wave;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.klantbrug.calendar.WorkingCalendar;

/**
 * On which days customers can go over: the day on which they are billed, if we are open and neither
 * company is frozen then, and they can still be told in time. A billing day on which that is not so
 * waits for its next month: on a later day of the same month both companies would debit.
 *
 * @param closed periods without waves
 */
record WaveDays(LocalDate today, WorkingCalendar calendar, NoticeTerm term, List<Blackout> closed) {
  /** So many days before its day a wave can go at the earliest: working days around Easter too. */
  static final int LAST_DAYS = 5;

  /** Longer than any takeover. */
  private static final int MONTHS_AHEAD = 60;

  /** Days on which nobody goes over, both included. */
  record Blackout(LocalDate from, LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** The billing day in a month; 29 to 31 in a shorter one is its last day. */
  static LocalDate inMonth(int billingDay, YearMonth month) {
    return month.atDay(Math.min(billingDay, month.lengthOfMonth()));
  }

  /** The days for which a wave can be planned, the earliest first. */
  Stream<LocalDate> from(int billingDay, LocalDate first) {
    var month = YearMonth.from(first);
    return IntStream.range(0, MONTHS_AHEAD)
        .mapToObj(ahead -> inMonth(billingDay, month.plusMonths(ahead)))
        .filter(day -> !day.isBefore(first))
        .filter(day -> isOpen(day) && !term.sendBy(day).isBefore(today));
  }

  /** Whether a wave that was planned for this day can stay. */
  boolean mayStay(int billingDay, LocalDate day) {
    return !day.isBefore(today)
        && day.equals(inMonth(billingDay, YearMonth.from(day)))
        && isOpen(day);
  }

  private boolean isOpen(LocalDate day) {
    return calendar.isWorkingDay(null, day)
        && closed.stream().noneMatch(blackout -> blackout.holds(day));
  }
}
