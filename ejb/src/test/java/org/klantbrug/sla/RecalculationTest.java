package org.klantbrug.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.calendar.Calendars.at;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.klantbrug.calendar.CalendarChange;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.calendar.HolidayRule;
import org.klantbrug.shared.OnDatabase;

/** A change of the calendar or of a reply time moves the dates of all who wait, and says which. */
@OnDatabase
class RecalculationTest {
  private static final Locale DUTCH = Locale.forLanguageTag("nl");
  private final ClockFixture company = new ClockFixture();

  /** openregister #3935. */
  @Test
  void test19ANewClosingDayMovesAllDatesAndListsThem() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL); // limit on the 25th
    company.received(2, Channel.WEB_APP); // the 24th
    company.promised(3, "2027-03-25");
    company.promised(4, "2027-04-02");
    var closing = new CalendarChange.Day(LocalDate.of(2027, 3, 25), null, List.of(), "Verhuizing");

    var preview = company.recalculation.preview(closing);
    company.change(closing);

    var change = company.board.changes(1).get(0);
    assertThat(preview.open()).isEqualTo(4);
    assertThat(preview.count()).isEqualTo(2);
    assertThat(company.board.movedBy(change.id(), 10)).isEqualTo(preview.first());
    assertThat(change.moved()).isEqualTo(2);
    assertThat(company.firstAnswer(1).limit()).isEqualTo(at("2027-03-26T17:00"));
    assertThat(company.firstAnswer(2).limit()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(company.clocks.of("PROMISE", 3).get(0).limit()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(company.clocks.explain(company.firstAnswer(1), DUTCH)).contains("Verhuizing");
    assertThat(company.clocks.storyOf(company.firstAnswer(1).id(), DUTCH))
        .last()
        .extracting(StoryLine::text)
        .isEqualTo(
            "Verschoven van donderdag 25 maart 17:00 naar vrijdag 26 maart 17:00: gesloten: Verhuizing (donderdag 25 maart).");
  }

  @Test
  void aPreviewWritesNothing() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    var before = company.firstAnswer(1);

    company.recalculation.preview(
        company.wish(
            Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0)));

    assertThat(company.firstAnswer(1)).isEqualTo(before);
    assertThat(company.number("select count(*) from sla_event where kind = 'MOVED'")).isZero();
  }

  @Test
  void anotherReplyTimeMovesTheClocksOfItsChannelOnly() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    company.received(2, Channel.WEB_APP);

    company.replyTime(
        Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.WITHIN_WORKING_DAYS, 3));

    assertThat(company.firstAnswer(1).limit()).isEqualTo(at("2027-03-30T17:00"));
    assertThat(company.firstAnswer(1).policy().version()).isEqualTo(2);
    assertThat(company.firstAnswer(2).limit()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(company.firstAnswer(2).policy().version()).isOne();
  }

  @Test
  void aRowOfAChannelTakesItsClocksFromTheRowOfAll() {
    company.now("2027-03-24T10:00");
    company.in(
        handle ->
            company.clocks.arm(
                handle,
                new ClockOrder(
                    "COMPLAINT",
                    1,
                    null,
                    Stage.ACKNOWLEDGE,
                    Channel.EMAIL,
                    company.time.now(),
                    null,
                    Owner.role("adviser"),
                    List.of()),
                null));

    company.replyTime(
        Channel.EMAIL, Stage.ACKNOWLEDGE, ReplyRule.of(RuleKind.WITHIN_OPENING_TIME, 60));

    assertThat(company.firstAnswer(1).limit()).isEqualTo(at("2027-03-24T11:00"));
  }

  @Test
  void aReplyTimeThatCannotCountARunningClockLeavesItAsItIs() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);

    company.replyTime(
        Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.DURING_CONTACT, 0));

    assertThat(company.firstAnswer(1).limit()).isEqualTo(at("2027-03-25T17:00"));
    assertThat(company.firstAnswer(1).policy().version()).isOne();
  }

  /** Each holds the calendar before the clock: neither waits for the other for ever. */
  @Test
  void answersAndChangesOfTheCalendarAtOnceBothSucceed() throws Exception {
    company.now("2027-03-24T10:00");
    for (var subject = 1; subject <= 40; subject++) {
      company.received(subject, Channel.EMAIL);
    }
    var threads = Executors.newFixedThreadPool(2);

    var answers = threads.submit(() -> IntStream.rangeClosed(1, 40).forEach(company::answered));
    var changes =
        threads.submit(
            () -> IntStream.rangeClosed(10, 20).forEach(day -> company.closed("2027-05-" + day)));

    answers.get();
    changes.get();
    assertThat(company.board.figures()).isEmpty();
    threads.shutdown();
  }

  @Test
  void whoIsWarnedIsWarnedAtTheNewMoment() {
    company.now("2027-03-24T09:00").received(1, Channel.WEB_APP); // warned at 15:00

    company.week(weekdays(null, "09:00-13:00"));

    assertThat(company.now("2027-03-24T12:00").rungs.tellDue()).isOne();
  }

  @Test
  void aPausedClockGetsItsDatesWhenItRunsOn() {
    company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T12:00").suspend(1);

    company.change(new CalendarChange.Rule(Holiday.EASTER_MONDAY, HolidayRule.OPEN));

    assertThat(company.number("select count(*) from sla_event where kind = 'MOVED'")).isZero();
    assertThat(company.now("2027-03-26T16:00").resume(1).limit()).isEqualTo(at("2027-03-29T13:00"));
  }

  @Test
  void whoSawAnOlderCalendarChangesNothing() {
    company.now("2027-03-24T10:00");
    var version = company.calendars.read().version();
    company.closed("2027-03-25");

    assertThatThrownBy(
            () ->
                company.calendars.change(
                    new CalendarChange.Ordinary(LocalDate.of(2027, 3, 25), null),
                    version,
                    company.admin))
        .hasMessageContaining("meanwhile");
    assertThat(company.calendars.read().calendar().isWorkingDay(null, LocalDate.of(2027, 3, 25)))
        .isFalse();
  }

  @Test
  void whoSawAnOlderReplyTimeChangesNothing() {
    company.now("2027-03-24T10:00");
    var wish =
        company.wish(Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0));
    company.replyTimes.set(wish, company.admin);

    assertThatThrownBy(() -> company.replyTimes.set(wish, company.admin))
        .hasMessageContaining("meanwhile");
  }

  @Test
  void changesAreInTheLog() {
    company.now("2027-03-24T10:00").closed("2027-03-25");
    company.replyTime(
        Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0));

    assertThat(
            company.number(
                "select count(*) from audit_event where action = 'calendarChanged' and purpose = 'DAY_CLOSED 2027-03-25'"))
        .isOne();
    assertThat(
            company.number(
                "select count(*) from audit_event where action = 'replyTimeChanged' and purpose = 'FIRST_ANSWER EMAIL'"))
        .isOne();
  }

  @Test
  void eachFigureOpensExactlyItsRows() {
    company.now("2027-03-24T09:00").received(1, Channel.EMAIL);
    company.received(2, Channel.WEB_APP);
    company.received(3, Channel.WEB_APP);
    company.promised(4, "2027-04-02");
    company.now("2027-03-24T12:00").suspend(3);
    company.now("2027-03-25T10:00");

    for (var figure : company.board.figures()) {
      for (var standing : SlaClock.Standing.values()) {
        var wanted =
            new ClockBoard.Wanted(
                figure.stage(), figure.channel(), figure.channel() == null, standing);
        assertThat(company.board.rows(wanted, 0, 100))
            .hasSize((int) company.board.count(wanted))
            .allSatisfy(row -> assertThat(row.standing()).isEqualTo(standing));
      }
      assertThat(company.board.count(wanted(figure, SlaClock.Standing.OVER_TIME)))
          .isEqualTo(figure.overTime());
      assertThat(company.board.count(wanted(figure, SlaClock.Standing.IN_DANGER)))
          .isEqualTo(figure.inDanger());
      assertThat(company.board.count(wanted(figure, SlaClock.Standing.PAUSED)))
          .isEqualTo(figure.paused());
      assertThat(company.board.count(wanted(figure, null))).isEqualTo(figure.open());
    }
    assertThat(company.board.figures()).hasSize(3);
    assertThat(
            company.board.figures().get(0).overTime() + company.board.figures().get(1).overTime())
        .isOne();
  }

  private static ClockBoard.Wanted wanted(ClockBoard.Figure figure, SlaClock.Standing standing) {
    return new ClockBoard.Wanted(
        figure.stage(), figure.channel(), figure.channel() == null, standing);
  }

  /** Twenty thousand are counted anew within a change that a person waits for. */
  @Test
  void manyClocksAreCountedAnewWhileSomebodyWaits() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    company.database.use(
        handle -> {
          handle.execute(
              """
              insert into sla_clock (subject_kind, subject_id, stage, channel, policy_id, received_at, counted_from, state,
                                     target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at, owner_role)
              select 'CASE', n, stage, channel, policy_id, received_at, counted_from, state, target_budget_ms, limit_budget_ms,
                     running_since, target_at, limit_at, warn_at, 'adviser'
                from sla_clock, generate_series(1, 20000) n""");
          handle.execute(
              """
              insert into sla_rung (clock_id, round, kind, due_at, try_at)
              select c.id, 1, k.kind, c.limit_at, c.limit_at
                from sla_clock c, (values ('WARN'), ('BREACH')) k (kind) where c.subject_kind = 'CASE'""");
        });
    var begin = System.nanoTime();

    company.closed("2027-03-25");

    assertThat(company.board.changes(1).get(0).moved()).isEqualTo(20_001);
    assertThat(
            company.number(
                "select count(*) from sla_clock where limit_at = timestamptz '2027-03-26 17:00+01'"))
        .isEqualTo(20_001);
    assertThat(System.nanoTime() - begin).as("nanoseconds").isLessThan(30_000_000_000L);
  }
}
