package org.klantbrug.alarm;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What waves teach: how many of each kind came of a customer on an average day, so many days after
 * what last happened to him. A week around each day is taken together.
 */
final class Teaching {
  /** How much what was set counts, as if so many had been counted: a half or a double is likely. */
  private static final double OF_SETTING = 4;

  private static final int AROUND = 3;

  private final Map<Kind, Map<Stage, double[]>> exposure = new EnumMap<>(Kind.class);
  private final Map<Series, Map<Stage, long[]>> counted = new HashMap<>();

  /** Customers on a day: so many, times what comes in on that day in an average one. */
  void lived(Kind kind, Stage stage, int age, double customerDays) {
    exposure.computeIfAbsent(kind, each -> new EnumMap<>(Stage.class))
            .computeIfAbsent(stage, each -> new double[Customers.OLDEST + 1])[age] +=
        customerDays;
  }

  void came(Count count) {
    counted.computeIfAbsent(count.series(), series -> new EnumMap<>(Stage.class))
            .computeIfAbsent(count.stage(), stage -> new long[Customers.OLDEST + 1])[count.age()] +=
        count.n();
  }

  /** How many came in all. */
  long all(Series series) {
    return counted.getOrDefault(series, Map.of()).values().stream()
        .mapToLong(ages -> Arrays.stream(ages).sum())
        .sum();
  }

  /** Whether waves taught anything. */
  boolean isTaught() {
    return !exposure.isEmpty();
  }

  /** How many values a cut of a kind had. */
  int values(Kind kind, Cut cut) {
    return (int)
        counted.keySet().stream()
            .filter(series -> series.kind() == kind && series.cut() == cut)
            .count();
  }

  /** Of one customer on an average day: how many, and from how many that is known. */
  Expectation of(Series series, Stage stage, int age, double asSet) {
    var customerDays = 0.0;
    var came = 0L;
    var ages = counted.getOrDefault(series, Map.of()).get(stage);
    var lived = exposure.getOrDefault(series.kind(), Map.of()).get(stage);
    var reach = stage == Stage.BEFORE ? 0 : AROUND;
    for (var at = Math.max(0, age - reach); at <= Math.min(Customers.OLDEST, age + reach); at++) {
      customerDays += lived == null ? 0 : lived[at];
      came += ages == null ? 0 : ages[at];
    }
    return new Expectation(
        (OF_SETTING + came) / (OF_SETTING / asSet + customerDays), OF_SETTING + came);
  }

  /** Something that was not as usual, and teaches nothing. */
  record LeftOut(long waveId, Kind kind, Instant from, Instant until) {
    boolean holds(long wave, Kind ofKind, Instant at) {
      return wave == waveId && ofKind == kind && !at.isBefore(from) && at.isBefore(until);
    }
  }
}
