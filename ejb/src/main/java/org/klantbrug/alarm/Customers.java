package org.klantbrug.alarm;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Customers of a wave to whom the same happened on the same days.
 *
 * @param day of the wave
 * @param noticeDay on which they were told; null if they were not
 * @param debitDay of their first debit by us, or on which it will be
 */
public record Customers(
    long waveId, LocalDate day, LocalDate noticeDay, LocalDate debitDay, long customers) {
  /** Days count so far; later is as usual again. */
  static final int OLDEST = 180;

  /** What last happened to them on a day. */
  Stage stage(LocalDate on) {
    if (!on.isBefore(debitDay)) {
      return Stage.DEBIT;
    }
    return noticeDay == null || on.isBefore(noticeDay) ? Stage.BEFORE : Stage.NOTICE;
  }

  /** Days since then. */
  int age(LocalDate on) {
    return switch (stage(on)) {
      case BEFORE -> 0;
      case NOTICE -> age(noticeDay, on);
      case DEBIT -> age(debitDay, on);
    };
  }

  private static int age(LocalDate since, LocalDate on) {
    return (int) Math.min(OLDEST, ChronoUnit.DAYS.between(since, on));
  }

  /** The first day on which something happened to them. */
  LocalDate since() {
    return noticeDay == null || noticeDay.isAfter(debitDay) ? debitDay : noticeDay;
  }
}
