package org.klantbrug.alarm;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is known of the waves of a merger, as it was counted, to be looked at. */
final class Watching {
  /** Fewer contacts than this do not show a rhythm. */
  private static final int ENOUGH = 200;

  /** An office: nothing at night, little in the weekend. */
  private static final Rhythm OF_AN_OFFICE =
      Rhythm.learnt(
          new double[] {130, 115, 110, 105, 100, 30, 10},
          new long[] {
            1, 0, 0, 0, 0, 0, 1, 3, 10, 14, 14, 12, 10, 11, 11, 10, 9, 6, 4, 4, 3, 3, 2, 1
          });

  private Watching() {}

  private record Look(double[] weekdays, long[] hours, long contacts, Double aWeek) {
    Rhythm rhythm() {
      return contacts < ENOUGH ? OF_AN_OFFICE : Rhythm.learnt(weekdays, hours);
    }
  }

  static WaveWatch of(Handle handle, long merger, List<Customers> customers, Instant now) {
    var look = look(handle, merger);
    var leftOut =
        AlarmRows.of(handle, merger).stream()
            .filter(alarm -> isRight(alarm))
            .map(
                alarm ->
                    new Teaching.LeftOut(
                        alarm.waveId(),
                        alarm.kind(),
                        WaveWatch.start(WaveWatch.day(alarm.at()).minusDays(longest(alarm))),
                        WaveWatch.start(WaveWatch.day(alarm.at()).plusDays(1))))
            .toList();
    return new WaveWatch(
        customers,
        AlarmCounting.counts(handle, merger),
        look.rhythm(),
        usual(handle, merger, look),
        leftOut,
        now);
  }

  /** Whether somebody said that something was the matter. */
  private static boolean isRight(Alarm alarm) {
    return !alarm.isOpen() && alarm.answers().get(0).answer() != Alarms.Answer.FALSE_ALARM;
  }

  private static int longest(Alarm alarm) {
    return alarm.figures().stream().mapToInt(Figure::days).max().orElse(1);
  }

  /** Contacts in a usual week are known from those that came over, if any did. */
  private static Map<Kind, Usual> usual(Handle handle, long merger, Look look) {
    var all = new EnumMap<>(AlarmSettings.usual(handle, merger));
    var set = all.get(Kind.CONTACT);
    if (look.aWeek != null) {
      all.put(Kind.CONTACT, new Usual(look.aWeek, set.afterNotice(), set.afterDebit()));
    }
    return all;
  }

  private static Look look(Handle handle, long merger) {
    return handle
        .createQuery(
            "select weekdays, hours, of_contacts, a_week from alarm_look where merger_id = :merger")
        .bind("merger", merger)
        .map(
            (row, context) ->
                new Look(
                    row.getArray("weekdays") == null
                        ? new double[7]
                        : Arrays.stream((Double[]) row.getArray("weekdays").getArray())
                            .mapToDouble(each -> each)
                            .toArray(),
                    row.getArray("hours") == null
                        ? new long[24]
                        : Arrays.stream((Long[]) row.getArray("hours").getArray())
                            .mapToLong(each -> each)
                            .toArray(),
                    row.getLong("of_contacts"),
                    (Double) row.getObject("a_week")))
        .findOne()
        .orElseGet(() -> new Look(new double[7], new long[24], 0, null));
  }
}
