package org.klantbrug.alarm;

/**
 * When somebody is told, for the waves of a merger.
 *
 * @param perMonth false alarms that are put up with in a month
 * @param least fewer are never told of
 * @param ratio nor is what is not so many times what was expected
 * @param everyMinutes pause between two looks
 * @param quietHours so long the same is not told of again
 * @param watchDays so many days after its day a wave is looked at
 * @param version as it was read; 0 for what is shipped and nobody changed
 */
public record AlarmSetting(
    double perMonth,
    int least,
    double ratio,
    int everyMinutes,
    int quietHours,
    int watchDays,
    int version) {
  private static final int A_WEEK = 168;
  private static final int EIGHT_WEEKS = 56;

  /** What is shipped. */
  static final AlarmSetting SHIPPED =
      new AlarmSetting(
          Limits.USUAL.perMonth(),
          Limits.USUAL.least(),
          Limits.USUAL.ratio(),
          Limits.USUAL.everyMinutes(),
          A_WEEK,
          EIGHT_WEEKS,
          0);

  Limits limits() {
    return new Limits(perMonth, least, ratio, everyMinutes);
  }
}
