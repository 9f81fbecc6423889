package org.klantbrug.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.calendar.Calendars.at;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.OnDatabase;
import org.klantbrug.shared.RuleBroken;

/** A customer waits, and a clock says how long already. In 2027, 24 March is a Wednesday. */
@OnDatabase
class ClocksTest {
  private static final Locale DUTCH = Locale.forLanguageTag("nl");
  private final ClockFixture company = new ClockFixture();

  @Test
  void anEmailIsAnsweredTheSameDayOrTheNext() {
    var clock = company.now("2027-03-24T10:00").received(1, Channel.EMAIL);

    assertThat(clock.target()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(clock.limit()).isEqualTo(at("2027-03-25T17:00"));
    assertThat(clock.state()).isEqualTo(ClockState.RUNNING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Channel.class,
      names = {"LETTER", "VIDEO", "PORTAL_MESSAGE"})
  void aChannelForWhichNobodyChoseIsRefused(Channel channel) {
    company.now("2027-03-24T10:00");

    assertThatThrownBy(() -> company.received(1, channel))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("Ask an administrator");
    assertThat(company.clocks.of("COMPLAINT", 1)).isEmpty();
    assertThat(company.replyTimes.notSet()).contains(channel);
  }

  @Test
  void aChannelForWhichSomebodyChoseIsNoLongerRefused() {
    company
        .now("2027-03-24T10:00")
        .replyTime(
            Channel.LETTER, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.WITHIN_WORKING_DAYS, 2));

    assertThat(company.received(1, Channel.LETTER).limit()).isEqualTo(at("2027-03-26T17:00"));
    assertThat(company.replyTimes.notSet()).doesNotContain(Channel.LETTER);
  }

  @ParameterizedTest
  @CsvSource({
    "AGREEMENT, WITHIN_WORKING_DAYS, 2",
    "FEEDBACK, DURING_CONTACT, 0",
    "OUTCOME, ON_DATE, 0",
    "ACKNOWLEDGE, DURING_CONTACT, 0",
    "FIRST_ANSWER, ON_DATE, 0"
  })
  void aStageIsNotCountedInAWayInWhichItCannotBe(Stage stage, RuleKind kind, int amount) {
    company.now("2027-03-24T10:00");

    assertThatThrownBy(() -> company.replyTime(null, stage, ReplyRule.of(kind, amount)))
        .hasMessageContaining("cannot be counted so");
  }

  /** GLPI #6902, #15605; osTicket #3034; Frappe #1554. */
  @Test
  void test13PausedTwiceWithAnotherReplyTimeInBetweenUsedTimeStaysUsed() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL); // 15 hours to the limit
    company.now("2027-03-24T12:00").suspend(1); // 2 hours used
    company.now("2027-03-24T14:00").resume(1);
    company.now("2027-03-24T15:00").suspend(1); // 3 hours used

    company.replyTime(
        Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.WITHIN_OPENING_TIME, 5 * 60));
    var clock = company.now("2027-03-25T09:30").resume(1);

    assertThat(clock.used()).isEqualTo(Duration.ofHours(3));
    assertThat(clock.limit()).isEqualTo(at("2027-03-25T11:30"));
  }

  /** open-zaak #885, #747. */
  @Test
  void test14APausedComplaintMovesItsDatesByTheRealDuration() {
    var before = company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T12:00").suspend(1);

    var after = company.now("2027-03-26T12:00").resume(1);

    assertThat(before.limit()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(after.limit()).isEqualTo(at("2027-03-26T17:00"));
    assertThat(after.paused()).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void aPauseOverTheWeekendMovesTheDatesByTheOpeningTimeInIt() {
    company.now("2027-03-19T12:00").received(1, Channel.EMAIL); // Friday; limit Monday 17:00
    company.now("2027-03-19T16:00").suspend(1);

    assertThat(company.now("2027-03-22T10:00").resume(1).limit()).isEqualTo(at("2027-03-23T11:00"));
  }

  /** Zammad #5177. */
  @Test
  void test16ALaterTargetNeverOverrulesTheFirstAnswer() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    var answered = company.now("2027-03-24T11:00").answered(1);

    company.replyTime(
        Channel.EMAIL, Stage.FIRST_ANSWER, ReplyRule.of(RuleKind.WITHIN_OPENING_TIME, 1));
    company.closed("2027-03-25");

    assertThatThrownBy(() -> company.now("2027-03-25T10:00").received(1, Channel.EMAIL))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("stays as it is");
    assertThat(company.firstAnswer(1)).isEqualTo(answered);
  }

  /** Zammad #3140. */
  @Test
  void test17AnAnsweredComplaintDoesNotBreach() {
    company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T11:00").answered(1);

    company.now("2027-03-29T11:00");

    assertThat(company.rungs.tellDue()).isZero();
    assertThat(company.firstAnswer(1).state()).isEqualTo(ClockState.MET);
    assertThat(company.board.figures()).isEmpty();
  }

  @Test
  void whatIsDoneTooLateIsDoneButLate() {
    company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);

    assertThat(company.now("2027-03-24T17:30").answered(1).state())
        .isEqualTo(ClockState.BREACHED_THEN_MET);
  }

  @Test
  void whatIsAnsweredWhilePausedIsInTimeIfThePauseBeganInTime() {
    company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);
    company.now("2027-03-24T12:00").suspend(1);

    assertThat(company.now("2027-04-01T12:00").answered(1).state()).isEqualTo(ClockState.MET);
  }

  @Test
  void aClockThatWasOverBeforeThePauseStaysOver() {
    company.now("2027-03-24T10:00").received(1, Channel.WEB_APP);
    company.now("2027-03-25T12:00").suspend(1);

    var clock = company.now("2027-03-25T15:00").resume(1);

    assertThat(clock.limit()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(clock.standing(company.time.now())).isEqualTo(SlaClock.Standing.OVER_TIME);
  }

  @Test
  void whatIsWithdrawnIsOver() {
    company.now("2027-03-24T10:00").promised(1, "2027-04-02");

    company.in(
        handle ->
            company.clocks.withdraw(
                handle, "PROMISE", 1, Stage.AGREEMENT, "klant belde zelf", company.adviser.id()));

    assertThat(company.clocks.of("PROMISE", 1))
        .singleElement()
        .satisfies(clock -> assertThat(clock.state()).isEqualTo(ClockState.WITHDRAWN));
    assertThat(company.now("2027-05-01T10:00").rungs.tellDue()).isZero();
  }

  @Test
  void anotherDayThatWasAgreedCountsAnew() {
    company.now("2027-03-22T09:00").promised(1, "2027-03-24");
    company.now("2027-03-24T16:00").rungs.tellDue();

    var moved =
        company.in(
            handle ->
                company.clocks.reschedule(
                    handle,
                    "PROMISE",
                    1,
                    Stage.AGREEMENT,
                    LocalDate.of(2027, 4, 2),
                    "op verzoek",
                    company.adviser.id()));

    assertThat(moved.limit()).isEqualTo(at("2027-04-02T17:00"));
    assertThat(company.reached).extracting(RungReached::kind).containsExactly(RungKind.WARN);
    company.now("2027-04-02T16:00").rungs.tellDue();
    assertThat(company.reached)
        .extracting(RungReached::kind)
        .containsExactly(RungKind.WARN, RungKind.WARN);
  }

  @Test
  void aDateThatFollowsFromTheReplyTimeIsNotAgreed() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);

    assertThatThrownBy(
            () ->
                company.in(
                    handle ->
                        company.clocks.reschedule(
                            handle,
                            "COMPLAINT",
                            1,
                            Stage.FIRST_ANSWER,
                            LocalDate.of(2027, 4, 2),
                            "",
                            null)))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("no other day");
  }

  @Test
  void oneClockRunsPerSubjectAndStage() {
    company.now("2027-03-24T10:00").promised(1, "2027-04-02");

    assertThatThrownBy(() -> company.promised(1, "2027-04-05"))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("runs for this already");
  }

  @Test
  void whatIsNotPausedDoesNotRunOnAndWhatIsPausedIsNotPausedAgain() {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    assertThatThrownBy(() -> company.resume(1)).hasMessageContaining("not stopped");

    company.suspend(1);

    assertThatThrownBy(() -> company.suspend(1)).hasMessageContaining("stopped already");
  }

  @Test
  void ofTwoColleaguesAtOnceOneAnswersAndTheOtherIsTold() throws Exception {
    company.now("2027-03-24T10:00").received(1, Channel.EMAIL);
    var both = new CountDownLatch(2);
    var threads = Executors.newFixedThreadPool(2);

    var outcomes =
        IntStream.range(0, 2)
            .mapToObj(
                each ->
                    threads.submit(
                        () -> {
                          both.countDown();
                          both.await();
                          try {
                            company.answered(1);
                            return "answered";
                          } catch (RuleBroken rule) {
                            return rule.key();
                          }
                        }))
            .toList();

    assertThat(List.of(outcomes.get(0).get(), outcomes.get(1).get()))
        .containsExactlyInAnyOrder("answered", "sla.no-open-clock");
    assertThat(company.number("select count(*) from sla_event where kind = 'MET'")).isOne();
    threads.shutdown();
  }

  @Test
  void theStoryIsToldInBothLanguages() {
    company.now("2027-03-26T16:40").received(1, Channel.EMAIL);
    company.now("2027-03-30T10:00").suspend(1);
    var clock = company.now("2027-04-01T10:00").resume(1);

    assertThat(company.clocks.explain(clock, DUTCH))
        .isEqualTo(
            "ontvangen vrijdag 26 maart 16:40, gepauzeerd 2 dagen, verschoven wegens Tweede Paasdag");
    assertThat(company.clocks.explain(clock, Locale.ENGLISH))
        .isEqualTo(
            "received Friday 26 March 16:40, paused for 2 days, moved because of Easter Monday");
    assertThat(company.clocks.storyOf(clock.id(), DUTCH))
        .extracting(StoryLine::text)
        .containsExactly(
            "Klok gestart: uiterlijk dinsdag 30 maart 17:00.",
            "Tijd stilgezet: wacht op klant",
            "De tijd loopt weer: uiterlijk donderdag 1 april 17:00.");
    assertThat(company.clocks.storyOf(clock.id(), DUTCH))
        .extracting(StoryLine::who)
        .containsOnly("Lotte");
  }

  @Test
  void aPromisedDayThatIsClosedSaysSo() {
    var clock = company.now("2027-03-24T10:00").promised(1, "2027-03-29");

    assertThat(clock.limit()).isEqualTo(at("2027-03-26T17:00"));
    assertThat(company.clocks.storyOf(clock.id(), DUTCH))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.text())
                    .endsWith(
                        "Op maandag 29 maart zijn we dicht (Tweede Paasdag), dus is de datum verschoven."));
    assertThat(company.clocks.explain(clock, DUTCH)).endsWith("verschoven wegens Tweede Paasdag");
  }

  /**
   * However often it is paused, what was used before the answer is the opening time outside the
   * pauses, and the limit moved by the opening time inside them.
   */
  @Test
  void usedTimeAndPausesAddUpForAnyPauses() {
    var chance = new Random(13);
    for (var subject = 1L; subject <= 15; subject++) {
      var minute = 0;
      var calendar = company.calendars.read().calendar();
      var start = at("2027-03-22T09:00");
      company.now("2027-03-22T09:00").received(subject, Channel.EMAIL);
      var paused = Duration.ZERO;
      for (var pause = 0; pause < 3; pause++) {
        minute += 1 + chance.nextInt(120);
        var from = start.plus(Duration.ofMinutes(minute));
        company.time.set(Clock.fixed(from, ZoneOffset.UTC));
        company.suspend(subject);
        minute += 1 + chance.nextInt(3000);
        var to = start.plus(Duration.ofMinutes(minute));
        company.time.set(Clock.fixed(to, ZoneOffset.UTC));
        var clock = company.resume(subject);
        paused = paused.plus(calendar.between(Channel.EMAIL, from, to));

        assertThat(clock.limit())
            .isEqualTo(calendar.plus(Channel.EMAIL, start, Duration.ofHours(16).plus(paused)));
        assertThat(clock.used())
            .isEqualTo(calendar.between(Channel.EMAIL, start, to).minus(paused));
      }
    }
  }
}
