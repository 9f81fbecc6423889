package org.klantbrug.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaveWatchTest {
  private static final LocalDate PILOT_TOLD = LocalDate.of(2026, 3, 2);
  private static final LocalDate PILOT_DEBIT = LocalDate.of(2026, 4, 13);
  private static final LocalDate TOLD = LocalDate.of(2026, 4, 27);
  private static final LocalDate DEBIT = LocalDate.of(2026, 6, 8);
  private static final Instant NOW = WaveWatch.start(TOLD.plusDays(7));
  private static final Series CONTACTS = Series.all(Kind.CONTACT);
  private static final Rhythm EVEN = even();

  private static Rhythm even() {
    var weekdays = new double[7];
    var hours = new long[24];
    Arrays.fill(weekdays, 100);
    Arrays.fill(hours, 100);
    return Rhythm.learnt(weekdays, hours);
  }

  private static Customers pilot() {
    return new Customers(1, PILOT_DEBIT, PILOT_TOLD, PILOT_DEBIT, 1000);
  }

  private static Customers rest() {
    return new Customers(2, DEBIT, TOLD, DEBIT, 10_000);
  }

  /** So many a day, from the first day on. */
  private static Stream<Count> contacts(long wave, LocalDate told, int days, long aDay) {
    return told.datesUntil(told.plusDays(days))
        .map(
            day ->
                new Count(
                    wave,
                    Kind.CONTACT,
                    Cut.ALL,
                    "",
                    WaveWatch.start(day).plus(Duration.ofHours(10)),
                    Stage.NOTICE,
                    (int) (day.toEpochDay() - told.toEpochDay()),
                    aDay));
  }

  private static WaveWatch watch(List<Count> counts, Teaching.LeftOut... leftOut) {
    return new WaveWatch(
        List.of(pilot(), rest()), counts, EVEN, Usual.SHIPPED, List.of(leftOut), NOW);
  }

  private static List<Count> both(long ofPilot, long ofRest) {
    var counts = new ArrayList<Count>();
    contacts(1, PILOT_TOLD, 42, ofPilot).forEach(counts::add);
    contacts(2, TOLD, 7, ofRest).forEach(counts::add);
    return counts;
  }

  private static List<Figure> look(WaveWatch watch) {
    return watch.look(2, Limits.USUAL, 10);
  }

  @Test
  void tellsNothingOfWhatALetterRaisedInThePilotToo() {
    assertThat(look(watch(both(20, 200)))).isEmpty();
  }

  @Test
  void tellsOfTwiceAsManyAsInThePilot() {
    assertThat(look(watch(both(20, 400))))
        .anySatisfy(
            figure -> {
              assertThat(figure.series()).isEqualTo(CONTACTS);
              assertThat(figure.counted()).isGreaterThan(figure.most());
            });
  }

  @Test
  void expectsWhatThePilotTaughtPerCustomer() {
    var expected =
        watch(both(20, 0)).expected(2, CONTACTS, NOW.minus(Duration.ofDays(1)), NOW).mean();

    assertThat(expected).isBetween(180.0, 220.0);
  }

  /** In the afternoon the waves before have lived half of today: that half teaches nothing yet. */
  @Test
  void learnsOnlyFromDaysThatAreOver() {
    var afternoon = WaveWatch.start(TOLD.plusDays(3)).plus(Duration.ofHours(17));
    var earlier = new Customers(1, DEBIT, TOLD.minusDays(2), DEBIT, 1000);
    var before = contacts(1, TOLD.minusDays(2), 5, 20).toList();
    var withToday = contacts(1, TOLD.minusDays(2), 6, 20).toList();

    assertThat(aDay(earlier, withToday, afternoon)).isEqualTo(aDay(earlier, before, afternoon));
  }

  private static double aDay(Customers earlier, List<Count> counts, Instant now) {
    return new WaveWatch(List.of(earlier, rest()), counts, EVEN, Usual.SHIPPED, List.of(), now)
        .expected(2, CONTACTS, now.minus(Duration.ofDays(1)), now)
        .mean();
  }

  @Test
  void expectsWhatWasSetWhileNoWaveTaughtIt() {
    var watch = watch(List.of());

    assertThat(watch.isTaught(1)).isFalse();
    assertThat(watch.isTaught(2)).isTrue();
    assertThat(
            watch
                .expected(
                    1,
                    CONTACTS,
                    WaveWatch.start(PILOT_TOLD),
                    WaveWatch.start(PILOT_TOLD.plusDays(28)))
                .mean())
        .isBetween(85.0, 100.0); // 60 after the notice, and 8 a week
  }

  @Test
  void doesNotLearnFromDaysOnWhichSomethingWasTheMatter() {
    var out =
        new Teaching.LeftOut(
            1, Kind.CONTACT, WaveWatch.start(PILOT_TOLD), WaveWatch.start(PILOT_TOLD.plusDays(20)));

    var with = watch(both(200, 0));
    var without = watch(both(200, 0), out);

    var from = NOW.minus(Duration.ofDays(1));
    assertThat(without.expected(2, CONTACTS, from, NOW).mean())
        .isLessThan(with.expected(2, CONTACTS, from, NOW).mean() / 5);
  }

  @Test
  void looksAtWavesFromTheirFirstNoticeUntilTheirTimeIsOver() {
    assertThat(watch(List.of()).watched(56)).containsExactly(1L, 2L);
    assertThat(watch(List.of()).watched(14)).containsExactly(2L);
  }
}
