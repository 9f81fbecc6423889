package org.klantbrug.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.ClosedDay;
import org.klantbrug.calendar.WorkingCalendar;

/**
 * The dates of a clock. What a rule gives counts from the receipt; it makes a budget of opening
 * time, and what was used of it before a pause stays used.
 *
 * @param warn three quarters of the budget to the limit are used; of hours by the clock, of these
 * @param rolled the day that was given and is closed; null if none
 */
record Reckoning(
    Instant target,
    Instant limit,
    Instant warn,
    Duration targetBudget,
    Duration limitBudget,
    ClosedDay rolled) {

  /**
   * What is known of a clock.
   *
   * @param from since when the time counts: the receipt, or when another day was agreed
   * @param used opening time before {@code runningSince}
   * @param runningSince the same, or the end of the last pause
   * @param limit as it was before the last pause; null if there was none
   */
  record Facts(
      Channel channel,
      Instant from,
      LocalDate on,
      Duration used,
      Instant runningSince,
      Instant limit) {
    boolean neverPaused() {
      return runningSince.equals(from);
    }

    /** Those of a clock that goes on at a moment. */
    static Facts of(SlaClock clock, Instant runningSince) {
      return new Facts(
          clock.channel(),
          clock.countedFrom(),
          clock.on(),
          clock.used(),
          runningSince,
          clock.limit());
    }

    /** Those of a clock that begins. */
    static Facts beginning(Channel channel, Instant from, LocalDate on) {
      return new Facts(channel, from, on, Duration.ZERO, from, null);
    }
  }

  static Reckoning of(WorkingCalendar calendar, ReplyRule rule, Facts facts) {
    var due =
        earlier(
            rule.due(calendar, facts.channel(), facts.from(), facts.on()),
            promised(calendar, rule, facts));
    var toTarget = calendar.between(facts.channel(), facts.from(), due.target());
    var toLimit = calendar.between(facts.channel(), facts.from(), due.limit());
    var target = facts.neverPaused() ? due.target() : after(calendar, facts, toTarget);
    var limit = facts.neverPaused() ? due.limit() : after(calendar, facts, toLimit);
    var warn =
        rule.kind().runsAlways()
            ? facts.from().plus(Duration.between(facts.from(), limit).multipliedBy(3).dividedBy(4))
            : after(calendar, facts, toLimit.multipliedBy(3).dividedBy(4));
    return new Reckoning(
        target.isAfter(limit) ? limit : target,
        limit,
        warn.isAfter(limit) ? limit : warn,
        toTarget,
        toLimit,
        due.rolled());
  }

  /**
   * The end of a day that somebody promised before the clock began, where the rule counts by no day
   * itself; null if none was, or it was over before the time began.
   */
  static Instant promised(WorkingCalendar calendar, ReplyRule rule, Facts facts) {
    if (facts.on() == null || rule.kind() == RuleKind.ON_DATE) {
      return null;
    }
    var end =
        calendar.closing(facts.channel(), calendar.workingDayFrom(facts.channel(), facts.on()));
    return end.isAfter(facts.from()) ? end : null;
  }

  private static Due earlier(Due due, Instant promised) {
    return promised == null || !promised.isBefore(due.limit())
        ? due
        : new Due(
            due.target().isBefore(promised) ? due.target() : promised, promised, due.rolled());
  }

  /**
   * The moment by which a budget is used; one that was used up before the pause stays as it was.
   */
  private static Instant after(WorkingCalendar calendar, Facts facts, Duration budget) {
    var left = budget.minus(facts.used());
    if (left.isZero() || left.isNegative()) {
      return facts.limit() != null && facts.limit().isBefore(facts.runningSince())
          ? facts.limit()
          : facts.runningSince();
    }
    return calendar.plus(facts.channel(), facts.runningSince(), left);
  }
}
