package org.klantbrug.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.calendar.Calendars.everyDay;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.calendar.WorkingCalendar;

/** Which account goes over on which day. */
class WavePlannerTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-02");
  private static final WorkingCalendar ALWAYS =
      new WorkingCalendar(everyDay(null, "08:00-18:00"), List.of(), Map.of());
  private static final WorkingCalendar WEEKDAYS =
      new WorkingCalendar(weekdays(null, "08:00-18:00"), List.of(), Map.of());
  private static final Map<Phase, LocalDate> BEGINS =
      Map.of(
          Phase.EMPLOYEES, LocalDate.parse("2027-01-01"),
          Phase.PILOT, LocalDate.parse("2027-02-01"),
          Phase.REST, LocalDate.parse("2027-03-01"));

  private WorkingCalendar calendar = ALWAYS;
  private List<WaveDays.Blackout> closed = List.of();
  private int capacity = 1000;
  private int pilotSize = 0;

  @ParameterizedTest
  @CsvSource({
    "28, 2027-02-01, 2027-02-28",
    "29, 2027-02-01, 2027-02-28",
    "30, 2027-02-01, 2027-02-28",
    "31, 2027-02-01, 2027-02-28",
    "29, 2028-02-01, 2028-02-29",
    "31, 2028-02-01, 2028-02-29",
    "31, 2027-04-01, 2027-04-30",
    "31, 2027-05-01, 2027-05-31",
    "15, 2027-05-16, 2027-06-15"
  })
  void theBillingDayIsInAShorterMonthItsLastDay(int billingDay, LocalDate from, LocalDate wave) {
    assertThat(days().from(billingDay, from)).first().isEqualTo(wave);
  }

  @Test
  void aBillingDayOnWhichWeAreClosedWaitsForItsNextMonth() {
    calendar = WEEKDAYS; // 6 March and 6 November 2027 are Saturdays, 6 June a Sunday

    assertThat(days().from(6, LocalDate.parse("2027-03-01")).limit(3))
        .containsExactly(
            LocalDate.parse("2027-04-06"),
            LocalDate.parse("2027-05-06"),
            LocalDate.parse("2027-07-06"));
  }

  @Test
  void nobodyGoesOverInABlackout() {
    closed = List.of(blackout("2027-03-03", "2027-04-05"));

    assertThat(dayOf(plan(account(1, 5), account(2, 2), account(3, 6))))
        .containsEntry(1L, LocalDate.parse("2027-05-05"))
        .containsEntry(2L, LocalDate.parse("2027-03-02"))
        .containsEntry(3L, LocalDate.parse("2027-04-06"));
  }

  @Test
  void nobodyIsPlannedForADayForWhichHeCannotBeToldInTime() {
    var begins =
        Map.of(Phase.EMPLOYEES, TODAY, Phase.PILOT, TODAY, Phase.REST, TODAY); // told by 2 November

    var plan =
        new WavePlanner(new Rooms(days(), capacity), 0, begins)
            .plan(List.of(account(1, 29), account(2, 30)), Map.of());

    assertThat(dayOf(plan))
        .containsEntry(1L, LocalDate.parse("2026-12-29"))
        .containsEntry(2L, LocalDate.parse("2026-11-30"));
  }

  @Test
  void aDayTakesNoMoreThanItCanHoldWhateverTheBillingDay() {
    capacity = 3;

    var plan = plan(account(1, 28), account(2, 29), account(3, 30), account(4, 31), account(5, 31));

    var perDay =
        plan.stream().collect(Collectors.groupingBy(Placement::day, Collectors.counting()));
    assertThat(perDay.values()).allMatch(count -> count <= 3);
    assertThat(plan).hasSize(5).allMatch(each -> each.day() != null);
  }

  @Test
  void whoHasMoreAccountsThanADayCanHoldHasADayOfHisOwn() {
    capacity = 2;

    var plan = plan(of(1, "a", 10), of(1, "b", 10), of(1, "c", 10), account(2, 10), account(3, 10));

    assertThat(plan.stream().filter(each -> each.account().personId() == 1).map(Placement::day))
        .hasSize(3)
        .containsOnly(plan.get(indexOf(plan, 1)).day());
    assertThat(dayOf(plan).get(2L)).isNotEqualTo(plan.get(indexOf(plan, 1)).day());
  }

  @Test
  void theAccountsOfAPersonGoTogetherOrItSaysWhyNot() {
    var plan = plan(of(1, "a", 10), of(1, "b", 10), of(2, "c", 10), of(2, "d", 12));

    assertThat(splits(plan, 1)).containsExactly(null, null);
    assertThat(splits(plan, 2)).containsExactly(Split.DIFFERENT_DAYS, Split.DIFFERENT_DAYS);
    assertThat(plan.stream().filter(each -> each.account().personId() == 1).map(Placement::day))
        .containsOnly(LocalDate.parse("2027-03-10"));
  }

  @Test
  void whomAPersonPartedStaysParted() {
    var day = LocalDate.parse("2027-04-10");
    var standing =
        Map.of(
            of(1, "a", 10).id(), new Standing(Phase.REST, day, true, false),
            of(1, "b", 10).id(), new Standing(Phase.REST, day.minusMonths(1), false, false));

    var plan = planner().plan(List.of(of(1, "a", 10), of(1, "b", 10)), standing);

    assertThat(plan)
        .extracting(each -> each.account().key() + " " + each.day() + " " + each.split())
        .containsExactlyInAnyOrder("a 2027-04-10 BY_HAND", "b 2027-03-10 DIFFERENT_DAYS");
  }

  @Test
  void employeesGoFirstThenThePilotThenTheRest() {
    pilotSize = 1;
    var accounts = many(20);
    accounts.add(new Account(99, "x", 99, 10, true, null, true));

    var plan = planner().plan(accounts, Map.of());

    assertThat(last(plan, Phase.EMPLOYEES)).isBefore(first(plan, Phase.PILOT));
    assertThat(last(plan, Phase.PILOT)).isBefore(first(plan, Phase.REST));
    assertThat(plan.stream().filter(each -> each.phase() == Phase.EMPLOYEES)).hasSize(1);
    assertThat(plan.stream().filter(each -> each.phase() == Phase.PILOT)).hasSize(1);
  }

  @Test
  void thePilotIsLikeTheWhole() {
    pilotSize = 40;
    var accounts = new ArrayList<Account>();
    LongStream.range(0, 300)
        .forEach(n -> accounts.add(new Account(n, "a", n, 5, true, "Zuid", false)));
    LongStream.range(300, 400)
        .forEach(n -> accounts.add(new Account(n, "a", n, 25, false, "Noord", false)));

    var pilot =
        planner().plan(accounts, Map.of()).stream()
            .filter(each -> each.phase() == Phase.PILOT)
            .collect(Collectors.groupingBy(each -> each.account().label(), Collectors.counting()));

    assertThat(pilot).containsOnly(Map.entry("Zuid", 30L), Map.entry("Noord", 10L));
  }

  @Test
  void whoseDayIsClosedWhileThePilotRunsIsNotInIt() {
    pilotSize = 20;
    closed = List.of(blackout("2027-02-15", "2027-02-28"));

    assertThat(planner().plan(many(310), Map.of()))
        .filteredOn(each -> each.phase() == Phase.PILOT)
        .hasSize(20)
        .allMatch(each -> each.day().isBefore(BEGINS.get(Phase.REST)));
  }

  @Test
  void thePilotIsAtMostAFifth() {
    pilotSize = 500;

    assertThat(planner().plan(many(50), Map.of()))
        .filteredOn(each -> each.phase() == Phase.PILOT)
        .hasSize(10);
  }

  @Test
  void withoutABillingDayThereIsNoWave() {
    assertThat(plan(account(1, null))).singleElement().extracting(Placement::day).isNull();
  }

  @Test
  void theSameAccountsInAnyOrderGetTheSamePlan() {
    capacity = 7;
    pilotSize = 20;
    var accounts = many(500);
    var shuffled = new ArrayList<>(accounts);
    Collections.shuffle(shuffled, new Random(7));

    assertThat(planner().plan(shuffled, Map.of())).isEqualTo(planner().plan(accounts, Map.of()));
  }

  @Test
  void plannedAgainNobodyMoves() {
    capacity = 7;
    pilotSize = 20;
    var accounts = many(500);
    var plan = planner().plan(accounts, Map.of());

    assertThat(planner().plan(accounts, standing(plan))).isEqualTo(plan);
  }

  @Test
  void aLateBlackoutMovesOnlyThoseWhomItTouches() {
    var accounts = many(500);
    var before = planner().plan(accounts, Map.of());
    closed = List.of(blackout("2027-03-10", "2027-03-12"));

    var after = planner().plan(accounts, standing(before));

    for (var i = 0; i < before.size(); i++) {
      var touched = closed.get(0).holds(before.get(i).day());
      assertThat(after.get(i).day().equals(before.get(i).day()))
          .as(before.get(i).toString())
          .isEqualTo(!touched);
    }
    assertThat(before).anyMatch(each -> closed.get(0).holds(each.day()));
  }

  @Test
  void aNewAccountJoinsTheOthersOfItsPersonAndMovesNobody() {
    var accounts = many(100);
    var before = planner().plan(accounts, Map.of());
    var day = dayOf(before).get(1L);
    accounts.add(new Account(1, "later", 1, day.getDayOfMonth(), true, null, false));

    var after = planner().plan(accounts, standing(before));

    assertThat(after).hasSize(101).containsAll(before);
    assertThat(after.stream().filter(each -> each.account().key().equals("later")))
        .singleElement()
        .extracting(Placement::day, Placement::split)
        .containsExactly(day, null);
  }

  @Test
  void whatWasLetGoStaysAndWhoComesLaterIsParted() {
    var day = LocalDate.parse("2027-03-10");
    var released = Map.of(of(1, "a", 10).id(), new Standing(Phase.REST, day, false, true));
    var rooms = new Rooms(days(), capacity);
    rooms.shut(10, day);

    var plan =
        new WavePlanner(rooms, 0, BEGINS)
            .plan(List.of(of(1, "a", 10), of(1, "b", 10), account(2, 10)), released);

    assertThat(plan)
        .extracting(each -> each.account().key() + " " + each.day() + " " + each.split())
        .containsExactlyInAnyOrder("b 2027-04-10 LATER_ACCOUNT", "2 2027-04-10 null");
  }

  private WaveDays days() {
    return new WaveDays(TODAY, calendar, new NoticeTerm(Period.ofDays(28), 0, calendar), closed);
  }

  private WavePlanner planner() {
    return new WavePlanner(new Rooms(days(), capacity), pilotSize, BEGINS);
  }

  private List<Placement> plan(Account... accounts) {
    return planner().plan(List.of(accounts), Map.of());
  }

  private static WaveDays.Blackout blackout(String from, String to) {
    return new WaveDays.Blackout(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Account account(long person, Integer billingDay) {
    return of(person, Long.toString(person), billingDay);
  }

  private static Account of(long person, String key, Integer billingDay) {
    return new Account(person, key, person, billingDay, true, null, false);
  }

  /** Accounts of as many people, on all days of the month. */
  private static List<Account> many(int count) {
    var accounts = new ArrayList<Account>();
    LongStream.range(0, count).forEach(n -> accounts.add(account(n, (int) (n % 31) + 1)));
    return accounts;
  }

  private static Map<Account.Id, Standing> standing(List<Placement> plan) {
    var standing = new HashMap<Account.Id, Standing>();
    plan.forEach(
        each ->
            standing.put(
                each.account().id(), new Standing(each.phase(), each.day(), false, false)));
    return standing;
  }

  private static Map<Long, LocalDate> dayOf(List<Placement> plan) {
    return plan.stream()
        .collect(
            Collectors.toMap(
                each -> each.account().personId(), Placement::day, (one, other) -> one));
  }

  private static List<Split> splits(List<Placement> plan, long person) {
    return plan.stream()
        .filter(each -> each.account().personId() == person)
        .map(Placement::split)
        .collect(Collectors.toList());
  }

  private static int indexOf(List<Placement> plan, long person) {
    for (var i = 0; i < plan.size(); i++) {
      if (plan.get(i).account().personId() == person) {
        return i;
      }
    }
    throw new AssertionError(person + " is not planned");
  }

  private static LocalDate first(List<Placement> plan, Phase phase) {
    return plan.stream()
        .filter(each -> each.phase() == phase)
        .map(Placement::day)
        .min(LocalDate::compareTo)
        .orElseThrow();
  }

  private static LocalDate last(List<Placement> plan, Phase phase) {
    return plan.stream()
        .filter(each -> each.phase() == phase)
        .map(Placement::day)
        .max(LocalDate::compareTo)
        .orElseThrow();
  }
}
