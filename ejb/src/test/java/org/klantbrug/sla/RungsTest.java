package org.klantbrug.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.calendar.Calendars.at;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.CalendarChange;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.OnDatabase;

/** The right person hears in time, once, and while we are open. */
@OnDatabase
class RungsTest {
  private final ClockFixture company = new ClockFixture();

  @Test
  void theOwnerHearsWhenThreeQuartersOfTheOpeningTimeAreOver() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);

    assertThat(company.now("2027-03-24T14:59").rungs.tellDue()).isZero();
    assertThat(company.now("2027-03-24T15:00").rungs.tellDue()).isOne();
    assertThat(company.reached)
        .singleElement()
        .satisfies(
            rung -> {
              assertThat(rung.kind()).isEqualTo(RungKind.WARN);
              assertThat(rung.told()).containsExactly(Owner.person(company.adviser.id()));
            });
  }

  @Test
  void theLeadOfTheOwnersTeamHearsWhatIsTooLate() {
    company.now("2027-03-24T16:00").received(1, Channel.WEB_APP);

    company.now("2027-03-25T09:00").rungs.tellDue();

    assertThat(company.reached)
        .last()
        .satisfies(
            rung -> {
              assertThat(rung.kind()).isEqualTo(RungKind.BREACH);
              assertThat(rung.told()).containsExactly(Owner.person(company.lead.id()));
            });
  }

  @Test
  void withoutATeamLeadTheRoleOfTheReplyTimeHearsIt() {
    company.database.use(handle -> handle.execute("update identity_team set lead_id = null"));
    company.now("2027-03-24T16:00").received(1, Channel.WEB_APP);

    company.now("2027-03-25T09:00").rungs.tellDue();

    assertThat(company.reached)
        .last()
        .extracting(RungReached::told)
        .isEqualTo(List.of(Owner.role("teamLead")));
  }

  @Test
  void theAimOfAnEmailIsToldBeforeItsLimit() {
    company.now("2027-03-24T09:00").received(1, Channel.EMAIL);

    company.now("2027-03-25T16:30").rungs.tellDue();

    assertThat(company.reached)
        .extracting(RungReached::kind)
        .containsExactly(RungKind.TARGET, RungKind.WARN);
  }

  /**
   * Known on Friday evening: the warning comes in the weekend, and what is over is told at night.
   */
  @Test
  void hoursOfTheLawAreToldAtNightAndInTheWeekendToo() {
    company.now("2027-03-19T17:00");
    company.in(
        handle ->
            company.clocks.arm(
                handle,
                new ClockOrder(
                    "PRIVACY_INCIDENT",
                    1,
                    "D1",
                    Stage.LEAK,
                    null,
                    company.time.now(),
                    null,
                    Owner.person(company.adviser.id()),
                    List.of()),
                null));

    assertThat(company.now("2027-03-21T22:59").rungs.tellDue()).isZero();
    assertThat(company.now("2027-03-21T23:00").rungs.tellDue()).as("54 hours").isOne();
    assertThat(company.now("2027-03-22T17:01").rungs.tellDue()).as("72 hours").isOne();
    assertThat(company.reached)
        .extracting(RungReached::kind)
        .containsExactly(RungKind.WARN, RungKind.BREACH);
  }

  /** Zammad #4432. */
  @Test
  void test15NobodyHearsAnythingAtNightOrOnAHoliday() {
    company.now("2027-03-26T16:00").received(1, Channel.WEB_APP); // due at 17:00, told when we open

    for (var closed : List.of("2027-03-26T17:00:01", "2027-03-27T12:00", "2027-03-29T12:00")) {
      assertThat(company.now(closed).rungs.tellDue()).isZero();
    }
    assertThat(company.now("2027-03-30T09:00").rungs.tellDue()).isEqualTo(2);
  }

  @Test
  void eachIsToldOnce() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);
    company.now("2027-03-25T10:00").rungs.tellDue();

    assertThat(company.now("2027-03-26T10:00").rungs.tellDue()).isZero();
    assertThat(company.number("select count(*) from sla_told")).isEqualTo(2);
  }

  @Test
  void aPausedClockTellsNothing() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T10:00").suspend(1);

    assertThat(company.now("2027-03-26T10:00").rungs.tellDue()).isZero();
    company.resume(1);
    assertThat(company.rungs.tellDue()).isZero();
    assertThat(company.now("2027-03-26T16:00").rungs.tellDue()).isOne();
  }

  @Test
  void aMilestoneIsToldUnderItsName() {
    company.now("2027-03-24T09:00");
    company.in(
        handle ->
            company.clocks.arm(
                handle,
                new ClockOrder(
                    "COMPLAINT",
                    1,
                    "K-1",
                    Stage.OUTCOME,
                    null,
                    company.time.now(),
                    null,
                    Owner.role("complaintCoordinator"),
                    List.of(Milestone.after("summaryLetter", 3))),
                null));

    assertThat(company.now("2027-03-30T09:00").rungs.tellDue())
        .isZero(); // Easter Monday is in between
    company.now("2027-03-31T09:00").rungs.tellDue();

    assertThat(company.reached)
        .singleElement()
        .satisfies(
            rung -> {
              assertThat(rung.name()).isEqualTo("summaryLetter");
              assertThat(rung.told()).containsExactly(Owner.role("complaintCoordinator"));
            });
  }

  @Test
  void anExtraOpeningDayTellsWhatWaitedForMonday() {
    company.now("2027-03-19T16:00").received(1, Channel.WEB_APP);
    company.now("2027-03-19T18:00").rungs.tellDue(); // put off until Monday

    company.change(
        new CalendarChange.Day(
            LocalDate.of(2027, 3, 20), null, ClockFixture.hours("10:00-14:00"), "Drukte"));

    assertThat(company.now("2027-03-20T10:00").rungs.tellDue()).isEqualTo(2);
  }

  @Test
  void twoServersAtOnceTellEachOnce() throws Exception {
    company.now("2027-03-24T09:00");
    for (var subject = 1; subject <= 40; subject++) {
      company.received(subject, Channel.WEB_APP);
    }
    company.now("2027-03-25T09:30");
    var heard = new AtomicInteger();
    var begin = new CountDownLatch(2);
    var servers = Executors.newFixedThreadPool(2);
    Callable<Integer> server =
        () -> {
          var rungs =
              new Rungs(
                  company.database,
                  company.time,
                  company.calendars,
                  new Heard<>(each -> heard.incrementAndGet()));
          begin.countDown();
          begin.await();
          return rungs.tellDue();
        };

    var one = servers.submit(server);
    var other = servers.submit(server);

    assertThat(one.get() + other.get()).isEqualTo(80);
    assertThat(heard).hasValue(80);
    assertThat(company.number("select count(*) from sla_told")).isEqualTo(80);
    assertThat(
            company.number(
                "select count(*) from sla_rung where fired_at is null and try_at is not null"))
        .isZero();
    servers.shutdown();
  }

  @Test
  void whatGoesWrongAboveIsTriedAgainAndKeepsNothingElse() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);
    company.received(2, Channel.WEB_APP);
    var broken = new AtomicBoolean(true);
    var rungs =
        new Rungs(
            company.database,
            company.time,
            company.calendars,
            new Heard<>(
                each -> {
                  if (each.clock().subjectId() == 1 && broken.get()) {
                    throw new IllegalStateException("not now");
                  }
                }));

    company.now("2027-03-24T15:00");
    assertThat(rungs.tellDue()).isOne();
    assertThat(company.number("select count(*) from sla_told")).isOne();
    broken.set(false);
    assertThat(rungs.tellDue()).isZero();
    company.now("2027-03-24T15:01");
    assertThat(rungs.tellDue()).isOne();
  }

  @Test
  void whoWasToldFindsItAndNobodyElse() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T15:30").rungs.tellDue();

    assertThat(company.board.toldTo(company.adviser, 10))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.kind()).isEqualTo(RungKind.WARN);
              assertThat(told.limitAt()).isEqualTo(at("2027-03-24T17:00"));
            });
    assertThat(company.board.toldTo(company.lead, 10)).isEmpty();

    company.answered(1);
    assertThat(company.board.toldTo(company.adviser, 10)).isEmpty();
  }

  @Test
  void aRoleThatWasToldFindsItToo() {
    company.database.use(handle -> handle.execute("update identity_team set lead_id = null"));
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP);
    company.now("2027-03-25T09:30").rungs.tellDue();

    assertThat(company.board.toldTo(company.lead, 10))
        .extracting(ClockBoard.Told::kind)
        .containsExactly(RungKind.BREACH);
  }
}
