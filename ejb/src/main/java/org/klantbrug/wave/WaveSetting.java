package org.klantbrug.wave;

import java.time.LocalDate;
import java.util.Map;

/**
 * How the waves of a merger are planned.
 *
 * @param capacity billing accounts that can go over on one day
 * @param pilotSize billing accounts
 * @param movesBeforeTask an account that had to move so often becomes a task for a person
 * @param dataHours an extract older than this is too old for a cut-over
 * @param marginDays working days that printing, posting and what comes back take
 * @param version as it was read; 0 for the proposal that nobody kept yet
 */
public record WaveSetting(
    int capacity,
    int pilotSize,
    LocalDate employeesFrom,
    LocalDate pilotFrom,
    LocalDate restFrom,
    int movesBeforeTask,
    int dataHours,
    int marginDays,
    int version) {
  private static final int CAPACITY = 2000;
  private static final int PILOT = 50;
  private static final int MOVES = 3;
  private static final int HOURS = 48;
  static final int MARGIN = 5;

  /** What is proposed: the employees as soon as they can be told, each phase a month later. */
  static WaveSetting proposed(LocalDate first) {
    return new WaveSetting(
        CAPACITY, PILOT, first, first.plusMonths(1), first.plusMonths(2), MOVES, HOURS, MARGIN, 0);
  }

  /** The first day of each phase. */
  Map<Phase, LocalDate> begins() {
    return Map.of(Phase.EMPLOYEES, employeesFrom, Phase.PILOT, pilotFrom, Phase.REST, restFrom);
  }
}
