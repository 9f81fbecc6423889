package org.klantbrug.wave;

import java.time.LocalDate;
import java.time.Period;
import org.klantbrug.calendar.WorkingCalendar;

/**
 * By when customers must have been told of a change.
 *
 * @param period of the sector: 28 days, or a calendar month for telecom (ACM policy rule of
 *     14-09-2016)
 * @param margin working days that printing, posting and what comes back take before that
 */
record NoticeTerm(Period period, int margin, WorkingCalendar calendar) {

  /**
   * The last day on which a notice is in time by law. A calendar month before 31 March is the last
   * day of February, so 29 days are too late.
   */
  LocalDate lastLegalDay(LocalDate change) {
    return change.minus(period);
  }

  /** The last day on which notices are given to the printer or the mail server. */
  LocalDate sendBy(LocalDate change) {
    var day = calendar.workingDayUntil(null, lastLegalDay(change));
    for (var left = margin; left > 0; left--) {
      day = calendar.workingDayUntil(null, day.minusDays(1));
    }
    return day;
  }
}
