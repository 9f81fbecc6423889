package org.klantbrug.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.klantbrug.shared.BusinessClock;

class StreamWatchTest {
  private static final LocalDate A_TUESDAY = LocalDate.of(2026, 9, 15);
  private static final int EVERY = 60;

  /** What was told of, and at which look. */
  private record Told(Instant at, Figure figure) {}

  private static List<Told> watch(List<MadeUpStream.Event> events, int everyMinutes) {
    var usual = Limits.USUAL;
    var limits = new Limits(usual.perMonth(), usual.least(), usual.ratio(), everyMinutes);
    var watch = new StreamWatch(limits, Duration.ofDays(7), 8, Kind.CONTACT);
    var told = new ArrayList<Told>();
    var next = start(MadeUpStream.BEGIN.plusDays(1));
    for (var event : events) {
      while (!event.at().isBefore(next)) {
        var now = next;
        watch.look(now).forEach(figure -> told.add(new Told(now, figure)));
        next = next.plus(Duration.ofMinutes(everyMinutes));
      }
      watch.add(event.at(), event.topic());
    }
    return told;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }

  @Test
  void tellsOfNothingMoreThanOnceAMonthInYearsInWhichNothingIsTheMatter() {
    var told =
        LongStream.rangeClosed(1, 5)
            .mapToObj(seed -> watch(new MadeUpStream(seed).calm(), EVERY).size())
            .toList();

    assertThat(told).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(10));
    assertThat(told.stream().mapToInt(count -> count).sum()).isLessThanOrEqualTo(25);
  }

  @Test
  void tellsOfATopicThatTripledAtTheFirstLookAfterTheDay() {
    for (var topic : List.of("BILL", "TAKEOVER", "OTHER", "DELIVERY")) {
      var events = new MadeUpStream(7).withMoreOf(topic, A_TUESDAY, 3);

      var told = watch(events, 24 * 60);

      assertThat(told)
          .as(topic)
          .anySatisfy(
              one -> {
                assertThat(one.at())
                    .isBetween(
                        start(A_TUESDAY.plusDays(1)), start(A_TUESDAY.plusDays(2)).minusSeconds(1));
                assertThat(one.figure().series())
                    .isEqualTo(new Series(Kind.CONTACT, Cut.TOPIC, topic));
              });
    }
  }

  @Test
  void tellsOfItOnTheSameDayWhenItLooksEveryHour() {
    var events = new MadeUpStream(7).withMoreOf("TAKEOVER", A_TUESDAY, 3);

    var told = watch(events, EVERY);

    assertThat(told)
        .anySatisfy(
            one -> {
              assertThat(one.at())
                  .isBetween(start(A_TUESDAY), start(A_TUESDAY).plusSeconds(64_800));
              assertThat(one.figure().series().value()).isEqualTo("TAKEOVER");
              assertThat(one.figure().counted()).isGreaterThan(one.figure().most());
            });
  }

  @Test
  void doesNotTellOfTheSameSeriesAgainWithinItsQuietTime() {
    var events = new MadeUpStream(7).withMoreOf("FAULT", A_TUESDAY, 6);

    var told =
        watch(events, EVERY).stream()
            .filter(one -> one.figure().series().value().equals("FAULT"))
            .filter(one -> !one.at().isBefore(start(A_TUESDAY)))
            .filter(one -> one.at().isBefore(start(A_TUESDAY.plusDays(6))))
            .toList();

    assertThat(told).hasSize(1);
  }

  @Test
  void saysNothingBeforeItKnowsFiveWeeks() {
    var events =
        new MadeUpStream(7)
            .withMoreOf("BILL", MadeUpStream.BEGIN.plusDays(20), 20).stream()
                .filter(event -> event.at().isBefore(start(MadeUpStream.BEGIN.plusDays(30))))
                .toList();

    assertThat(watch(events, EVERY)).isEmpty();
  }
}
