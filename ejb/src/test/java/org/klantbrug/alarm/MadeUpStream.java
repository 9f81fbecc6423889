package org.klantbrug.alarm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.klantbrug.shared.BusinessClock;

/** A year of contacts with a rhythm of week and day, the same for the same seed. */
final class MadeUpStream {
  static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);
  static final int DAYS = 365;

  private static final double[] WEEK = {1.45, 1.25, 1.15, 1.1, 1.0, 0.7, 0.35};
  private static final Map<String, Double> TOPICS =
      new TreeMap<>(
          Map.of(
              "BILL",
              55.0,
              "PAYMENT",
              40.0,
              "CONTRACT",
              25.0,
              "MOVING",
              12.0,
              "FAULT",
              60.0,
              "DELIVERY",
              18.0,
              "TAKEOVER",
              30.0,
              "CUSTOMER_DATA",
              6.0,
              "OTHER",
              20.0));

  private final Random dice;

  /** Something that came in. */
  record Event(Instant at, String topic) {}

  MadeUpStream(long seed) {
    dice = new Random(seed);
  }

  /** A year in which nothing is the matter. */
  List<Event> calm() {
    return year(null, null, 1);
  }

  /** A year in which a topic came in so many times as often on one day. */
  List<Event> withMoreOf(String topic, LocalDate day, double times) {
    return year(topic, day, times);
  }

  private List<Event> year(String topic, LocalDate day, double times) {
    var events = new ArrayList<Event>();
    for (var date : BEGIN.datesUntil(BEGIN.plusDays(DAYS)).toList()) {
      var factor = WEEK[date.getDayOfWeek().getValue() - 1];
      TOPICS.forEach(
          (name, mean) -> {
            var more = name.equals(topic) && date.equals(day) ? times : 1;
            for (var left = poisson(mean * factor * more); left > 0; left--) {
              events.add(new Event(moment(date), name));
            }
          });
    }
    events.sort(Comparator.comparing(Event::at));
    return events;
  }

  /** Mostly in the day, most of it in the morning. */
  private Instant moment(LocalDate day) {
    var hour = Math.min(23, Math.max(0, 12 + dice.nextGaussian() * 3.5));
    return day.atStartOfDay(BusinessClock.ZONE).plusSeconds((long) (hour * 3600)).toInstant();
  }

  /** By counting arrivals with exponential pauses. */
  private int poisson(double mean) {
    var count = 0;
    for (var passed = -Math.log(1 - dice.nextDouble());
        passed < mean;
        passed -= Math.log(1 - dice.nextDouble())) {
      count++;
    }
    return count;
  }
}
