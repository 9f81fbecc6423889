package org.klantbrug.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.klantbrug.calendar.Calendars.at;
import static org.klantbrug.calendar.Calendars.of;
import static org.klantbrug.calendar.Calendars.officeHours;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.shared.RuleBroken;

/** How each kind of reply time is counted. */
class ReplyRuleTest {
  private static final LocalDate EASTER_MONDAY = LocalDate.of(2027, 3, 29);
  private static final Instant FRIDAY = at("2027-03-26T16:40");

  private final WorkingCalendar office = officeHours();

  @Test
  void aCallIsAnsweredWithinHalfAMinute() {
    assertThat(due(ReplyRule.of(RuleKind.ANSWER_WITHIN, 30), at("2027-03-24T10:00")).limit())
        .isEqualTo(at("2027-03-24T10:00:30"));
  }

  @Test
  void whoCallsWhileWeAreClosedIsCalledBackTheSameWorkingDay() {
    assertThat(due(ReplyRule.of(RuleKind.ANSWER_WITHIN, 30), at("2027-03-24T20:00")).limit())
        .isEqualTo(at("2027-03-25T17:00"));
  }

  @Test
  void duringAContactNoClockRuns() {
    assertThatThrownBy(() -> due(ReplyRule.of(RuleKind.DURING_CONTACT, 0), FRIDAY))
        .isInstanceOf(RuleBroken.class)
        .hasMessageContaining("no clock runs");
  }

  /** Chatwoot #14009, Frappe #2212. */
  @Test
  void test18TwoWindowsADayAMessageAtHalfPastTwelveInTheLunchBreak() {
    var lunch = of(weekdays(null, "09:00-12:30", "13:30-17:00"));

    assertThat(
            ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0)
                .due(lunch, Channel.WHATSAPP, at("2027-03-24T12:30"), null)
                .limit())
        .isEqualTo(at("2027-03-24T17:00"));
    assertThat(
            ReplyRule.of(RuleKind.WITHIN_OPENING_TIME, 60)
                .due(lunch, Channel.WHATSAPP, at("2027-03-24T12:30"), null)
                .limit())
        .isEqualTo(at("2027-03-24T14:30"));
  }

  @Test
  void whatComesBeforeWeOpenIsAnsweredThatDay() {
    assertThat(due(ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0), at("2027-03-24T07:30")).limit())
        .isEqualTo(at("2027-03-24T17:00"));
  }

  @Test
  void theSecondDayOfAnEmailMayBeGivenInHours() {
    var due =
        new ReplyRule(RuleKind.SAME_OR_ONE_WORKING_DAY, 0, 8, Roll.FORWARD)
            .due(office, Channel.EMAIL, at("2027-03-24T10:00"), null);

    assertThat(due.target()).isEqualTo(at("2027-03-24T17:00"));
    assertThat(due.limit()).isEqualTo(at("2027-03-25T10:00"));
  }

  @Test
  void theLimitIsNeverBeforeTheAim() {
    var due =
        new ReplyRule(RuleKind.SAME_OR_ONE_WORKING_DAY, 0, 1, Roll.FORWARD)
            .due(office, Channel.EMAIL, at("2027-03-24T10:00"), null);

    assertThat(due.limit()).isEqualTo(due.target());
  }

  @Test
  void theDayOfReceiptDoesNotCount() {
    assertThat(due(ReplyRule.of(RuleKind.WITHIN_WORKING_DAYS, 2), FRIDAY).limit())
        .isEqualTo(at("2027-03-31T17:00"));
  }

  /** openregister #3939. */
  @ParameterizedTest
  @CsvSource({"FORWARD, 2027-03-30T17:00", "BACKWARD, 2027-03-26T17:00"})
  void test20ADateOnEasterMondayRollsAndSaysSo(Roll roll, String end) {
    var due = onDate(roll, at("2027-03-24T10:00"), EASTER_MONDAY);

    assertThat(due.target()).isEqualTo(at(end));
    assertThat(due.rolled().holiday()).isEqualTo(Holiday.EASTER_MONDAY);
    assertThat(due.rolled().day()).isEqualTo(EASTER_MONDAY);
  }

  @Test
  void aDateThatDoesNotRollStaysToItsMidnight() {
    var due = onDate(Roll.NONE, at("2027-03-24T10:00"), EASTER_MONDAY);

    assertThat(due.limit()).isEqualTo(at("2027-03-30T00:00"));
    assertThat(due.rolled()).isNull();
  }

  @Test
  void aDateThatCannotComeForwardAnyMoreGoesToTheNextWorkingDay() {
    assertThat(onDate(Roll.BACKWARD, at("2027-03-27T10:00"), EASTER_MONDAY).limit())
        .isEqualTo(at("2027-03-30T17:00"));
  }

  @ParameterizedTest
  @EnumSource(
      value = RuleKind.class,
      names = {"ANSWER_WITHIN", "WITHIN_OPENING_TIME", "WITHIN_WORKING_DAYS"})
  void whatCountsHasAnAmount(RuleKind kind) {
    assertThatThrownBy(() -> ReplyRule.of(kind, 0)).isInstanceOf(RuleBroken.class);
  }

  @Test
  void whatDoesNotCountHasNone() {
    assertThatThrownBy(() -> ReplyRule.of(RuleKind.SAME_WORKING_DAY, 3))
        .isInstanceOf(RuleBroken.class);
  }

  /** Whoever comes later is never due earlier, whatever the kind and the moment. */
  @ParameterizedTest
  @EnumSource(
      value = RuleKind.class,
      names = {
        "SAME_WORKING_DAY",
        "SAME_OR_ONE_WORKING_DAY",
        "WITHIN_OPENING_TIME",
        "WITHIN_WORKING_DAYS"
      })
  void whoComesLaterIsNotDueEarlier(RuleKind kind) {
    var chance = new Random(38);
    var rule = ReplyRule.of(kind, kind.counted() ? 3 : 0);
    var from = at("2027-03-01T00:00").getEpochSecond();
    for (var i = 0; i < 2_000; i++) {
      var first = Instant.ofEpochSecond(from + chance.nextInt(365 * 24 * 3600));
      var second = first.plusSeconds(chance.nextInt(7 * 24 * 3600));

      assertThat(due(rule, second).limit())
          .as("%s after %s", second, first)
          .isAfterOrEqualTo(due(rule, first).limit());
      assertThat(due(rule, first).target()).isAfterOrEqualTo(first);
    }
  }

  private Due due(ReplyRule rule, Instant received) {
    return rule.due(office, null, received, null);
  }

  private Due onDate(Roll roll, Instant received, LocalDate on) {
    return new ReplyRule(RuleKind.ON_DATE, 0, 0, roll).due(office, null, received, on);
  }
}
