package org.klantbrug.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.calendar.Calendars.at;
import static org.klantbrug.calendar.Calendars.day;
import static org.klantbrug.calendar.Calendars.everyDay;
import static org.klantbrug.calendar.Calendars.of;
import static org.klantbrug.calendar.Calendars.officeHours;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.shared.RuleBroken;

/** When we are open, and how much opening time passes. */
class WorkingCalendarTest {
  private static final LocalDate EASTER_MONDAY = LocalDate.of(2027, 3, 29);

  @ParameterizedTest
  @CsvSource({
    "2027-01-01, NEW_YEAR",
    "2027-03-26, GOOD_FRIDAY",
    "2027-03-28, EASTER",
    "2027-03-29, EASTER_MONDAY",
    "2027-04-27, KINGS_DAY",
    "2025-04-26, KINGS_DAY",
    "2031-04-26, KINGS_DAY",
    "2027-05-05, LIBERATION_DAY",
    "2027-05-06, ASCENSION_DAY",
    "2027-05-16, PENTECOST",
    "2027-05-17, WHIT_MONDAY",
    "2027-12-25, CHRISTMAS",
    "2027-12-26, SECOND_CHRISTMAS_DAY",
    "2028-04-17, EASTER_MONDAY",
    "2008-05-05, LIBERATION_DAY"
  })
  void knowsTheDutchHolidays(LocalDate day, Holiday holiday) {
    assertThat(WorkingCalendar.holiday(day)).contains(holiday);
  }

  @Test
  void kingsDayIsNotOnASunday() {
    assertThat(WorkingCalendar.holiday(LocalDate.of(2025, 4, 27))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2025-05-05, false", "2026-05-05, true", "2027-05-05, true", "2030-05-03, true"})
  void liberationDayIsADayOffOnceInFiveYears(LocalDate day, boolean open) {
    assertThat(officeHours().isWorkingDay(null, day)).isEqualTo(open);
  }

  @Test
  void ascensionDayClosesUsAlsoWhenItIsLiberationDay() {
    // In 2005 both fell on 5 May, in 2016 too: a year without a day off for the liberation.
    assertThat(officeHours().isWorkingDay(null, LocalDate.of(2016, 5, 5))).isFalse();
  }

  @Test
  void goodFridayIsAWorkingDayAndEasterMondayIsNot() {
    assertThat(officeHours().isWorkingDay(null, LocalDate.of(2027, 3, 26))).isTrue();
    assertThat(officeHours().isWorkingDay(null, EASTER_MONDAY)).isFalse();
  }

  @Test
  void aChannelHasTheGeneralHoursUntilItHasItsOwn() {
    var calendar =
        of(
            Stream.concat(
                    weekdays(null, "09:00-17:00").stream(),
                    day(Channel.PHONE, DayOfWeek.SATURDAY, "10:00-12:00").stream())
                .toList());

    assertThat(calendar.isOpen(Channel.EMAIL, at("2027-03-24T10:00"))).isTrue();
    assertThat(calendar.isOpen(Channel.PHONE, at("2027-03-24T10:00"))).isFalse();
    assertThat(calendar.isOpen(Channel.PHONE, at("2027-03-27T10:00"))).isTrue();
  }

  @Test
  void aDayOfItsOwnWinsFromHolidayAndWeek() {
    var open =
        new CalendarChange.Day(
            EASTER_MONDAY, null, List.of(Hours.parse("10:00-12:00")), "Inhaaldag");
    var closed = new CalendarChange.Day(LocalDate.of(2027, 3, 30), null, List.of(), "Verhuizing");

    var calendar = closed.appliedTo(open.appliedTo(officeHours()));

    assertThat(calendar.isOpen(null, at("2027-03-29T11:00"))).isTrue();
    assertThat(calendar.isOpen(null, at("2027-03-30T11:00"))).isFalse();
    assertThat(calendar.whyClosed(null, LocalDate.of(2027, 3, 30)))
        .hasValueSatisfying(why -> assertThat(why.textIn(Locale.ENGLISH)).isEqualTo("Verhuizing"));
  }

  @Test
  void aDayOfAChannelWinsFromADayOfAll() {
    var day = LocalDate.of(2027, 3, 30);
    var calendar =
        new CalendarChange.Day(day, Channel.PHONE, List.of(Hours.parse("09:00-12:00")), "Storing")
            .appliedTo(
                new CalendarChange.Day(day, null, List.of(), "Verhuizing")
                    .appliedTo(officeHours()));

    assertThat(calendar.isWorkingDay(Channel.PHONE, day)).isTrue();
    assertThat(calendar.isWorkingDay(Channel.EMAIL, day)).isFalse();
  }

  @Test
  void anOrdinaryDayGoesByTheWeekAgain() {
    var day = LocalDate.of(2027, 3, 30);
    var closed =
        new CalendarChange.Day(day, null, List.of(), "Verhuizing").appliedTo(officeHours());

    assertThat(new CalendarChange.Ordinary(day, null).appliedTo(closed).isWorkingDay(null, day))
        .isTrue();
  }

  @Test
  void theNightOfTheSpringChangeHasTwoHoursBetweenOneAndFour() {
    var nights = new WorkingCalendar(everyDay(null, "01:00-04:00"), List.of(), Map.of());

    assertThat(nights.windows(null, LocalDate.of(2027, 3, 28)))
        .singleElement()
        .satisfies(
            window ->
                assertThat(Duration.between(window.from(), window.to()))
                    .isEqualTo(Duration.ofHours(2)));
  }

  @Test
  void theNightOfTheAutumnChangeHasFourHoursBetweenOneAndFour() {
    var nights = of(everyDay(null, "01:00-04:00"));

    assertThat(nights.between(null, at("2027-10-31T00:00"), at("2027-10-31T12:00")))
        .isEqualTo(Duration.ofHours(4));
  }

  @Test
  void hoursThatAreLeftOutOnTheNightOfTheChangeAreNoOpening() {
    var nights = of(everyDay(null, "02:00-02:30", "02:30-03:00"));

    assertThat(nights.windows(null, LocalDate.of(2027, 3, 28))).isEmpty();
    assertThat(nights.windows(null, LocalDate.of(2027, 10, 31)))
        .extracting(window -> Duration.between(window.from(), window.to()).toMinutes())
        .containsExactly(30L, 90L);
  }

  @Test
  void timeThatEndsWithAnOpeningEndsThenAndNotAtTheNext() {
    assertThat(officeHours().plus(null, at("2027-03-24T09:00"), Duration.ofHours(8)))
        .isEqualTo(at("2027-03-24T17:00"));
  }

  @Test
  void theLunchBreakIsNoOpeningTime() {
    var lunch = of(weekdays(null, "09:00-12:30", "13:30-17:00"));

    assertThat(lunch.plus(null, at("2027-03-24T12:00"), Duration.ofHours(1)))
        .isEqualTo(at("2027-03-24T14:00"));
    assertThat(lunch.nextOpening(null, at("2027-03-24T12:30"))).isEqualTo(at("2027-03-24T13:30"));
  }

  @Test
  void aCalendarThatNeverOpensSaysSo() {
    var never = of(List.of());

    assertThatThrownBy(() -> never.nextOpening(null, at("2027-03-24T12:30")))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("never be open");
  }

  /** What lies between a moment and the moment so much opening time later is that opening time. */
  @Test
  void countingForwardAndCountingBetweenAgreeForAnyMomentAndTime() {
    var chance = new Random(2027);
    var calendar =
        of(
            Stream.concat(
                    weekdays(null, "09:00-12:30", "13:30-17:00").stream(),
                    everyDay(Channel.WHATSAPP, "00:00-02:30", "02:45-06:00", "22:00-24:00")
                        .stream())
                .toList());
    var from = at("2027-03-20T00:00").getEpochSecond();
    for (var i = 0; i < 5_000; i++) {
      var channel = chance.nextBoolean() ? Channel.EMAIL : Channel.WHATSAPP;
      var begin = Instant.ofEpochSecond(from + chance.nextInt(300 * 24 * 3600));
      var time = Duration.ofSeconds(1 + chance.nextInt(200 * 3600));

      var end = calendar.plus(channel, begin, time);

      assertThat(calendar.between(channel, begin, end)).as("%s + %s", begin, time).isEqualTo(time);
    }
  }

  /** Opening time passes no faster than time, and two stretches make one. */
  @Test
  void openingTimeAddsUpForAnyThreeMoments() {
    var chance = new Random(1027);
    var calendar = of(everyDay(null, "00:00-03:00", "05:00-24:00"));
    var from = at("2027-10-01T00:00").getEpochSecond();
    for (var i = 0; i < 2_000; i++) {
      var moments =
          chance
              .longs(3, from, from + 90L * 24 * 3600)
              .sorted()
              .mapToObj(Instant::ofEpochSecond)
              .toList();
      var first = calendar.between(null, moments.get(0), moments.get(1));
      var second = calendar.between(null, moments.get(1), moments.get(2));

      assertThat(first.plus(second))
          .isEqualTo(calendar.between(null, moments.get(0), moments.get(2)))
          .isLessThanOrEqualTo(Duration.between(moments.get(0), moments.get(2)));
    }
  }

  @ParameterizedTest
  @CsvSource({"25:00-26:00", "12:00-12:00", "17:00-09:00", "9-17", "09:75-10:00", "''"})
  void hoursThatAreNoneAreRefused(String text) {
    assertThatThrownBy(() -> Hours.parse(text)).isInstanceOf(RuleBroken.class);
  }

  @Test
  void hoursOfOneDayDoNotOverlap() {
    assertThatThrownBy(
            () ->
                new CalendarChange.Week(
                    null, day(null, DayOfWeek.MONDAY, "09:00-12:30", "12:00-17:00")))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("overlap");
  }
}
