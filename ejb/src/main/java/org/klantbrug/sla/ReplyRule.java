package org.klantbrug.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.shared.RuleBroken;

/**
 * How long a customer waits at most.
 *
 * @param amount seconds, minutes, days or hours, as the kind says; 0 for a kind without
 * @param hours only for {@link RuleKind#SAME_OR_ONE_WORKING_DAY}: the limit in hours of opening
 *     time; 0 for the end of the next working day
 * @param roll only for {@link RuleKind#ON_DATE}: where a closed day goes
 */
public record ReplyRule(RuleKind kind, int amount, int hours, Roll roll) {
  private static final int MOST = 100_000;

  /** A kind that counts has an amount, another has none. */
  public ReplyRule {
    if (kind.counted() ? amount < 1 || amount > MOST : amount != 0) {
      throw new RuleBroken("sla.amount-wrong", MOST);
    }
    if (hours < 0 || hours > MOST || hours > 0 && kind != RuleKind.SAME_OR_ONE_WORKING_DAY) {
      throw new RuleBroken("sla.amount-wrong", MOST);
    }
  }

  /**
   * A rule of this kind; the limit of a second working day is its end, a closed day goes forward.
   */
  public static ReplyRule of(RuleKind kind, int amount) {
    return new ReplyRule(kind, amount, 0, Roll.FORWARD);
  }

  /**
   * Whether it can count for a clock that runs.
   *
   * @param on the day that was given to that clock; may be null
   */
  boolean counts(LocalDate on) {
    return kind != RuleKind.DURING_CONTACT && (kind != RuleKind.ON_DATE || on != null);
  }

  /**
   * By when, for what reached us at a moment.
   *
   * @param channel by whose hours; null for the general ones
   * @param on the day that was given; needed for {@link RuleKind#ON_DATE} only
   * @throws RuleBroken for {@link RuleKind#DURING_CONTACT}, and without a day that is needed
   */
  Due due(WorkingCalendar calendar, Channel channel, Instant received, LocalDate on) {
    return switch (kind) {
      case DURING_CONTACT -> throw new RuleBroken("sla.no-clock-during-contact");
      case ANSWER_WITHIN -> answerWithin(calendar, channel, received);
      case SAME_WORKING_DAY -> Due.at(sameDay(calendar, channel, received));
      case SAME_OR_ONE_WORKING_DAY -> sameOrNext(calendar, channel, received);
      case WITHIN_OPENING_TIME ->
          Due.at(calendar.plus(channel, received, Duration.ofMinutes(amount)));
      case WITHIN_WORKING_DAYS ->
          Due.at(calendar.closing(channel, daysAfter(calendar, channel, received, amount)));
      case ON_DATE -> onDate(calendar, channel, received, on);
      case WITHIN_HOURS -> Due.at(received.plus(Duration.ofHours(amount)));
    };
  }

  private Due answerWithin(WorkingCalendar calendar, Channel channel, Instant received) {
    return Due.at(
        calendar.isOpen(channel, received)
            ? calendar.plus(channel, received, Duration.ofSeconds(amount))
            : sameDay(calendar, channel, received));
  }

  private static Instant sameDay(WorkingCalendar calendar, Channel channel, Instant received) {
    return calendar.closing(channel, calendar.workingDayOf(channel, received));
  }

  private static LocalDate daysAfter(
      WorkingCalendar calendar, Channel channel, Instant received, int days) {
    return calendar.workingDayAfter(channel, calendar.workingDayOf(channel, received), days);
  }

  private Due sameOrNext(WorkingCalendar calendar, Channel channel, Instant received) {
    var target = sameDay(calendar, channel, received);
    var limit =
        hours == 0
            ? calendar.closing(channel, daysAfter(calendar, channel, received, 1))
            : calendar.plus(channel, received, Duration.ofHours(hours));
    return new Due(target, limit.isBefore(target) ? target : limit, null);
  }

  private Due onDate(WorkingCalendar calendar, Channel channel, Instant received, LocalDate on) {
    if (on == null) {
      throw new RuleBroken("sla.day-missing");
    }
    var day = rolled(calendar, channel, received, on);
    var closed = day.equals(on) ? null : calendar.whyClosed(channel, on).orElse(null);
    var end = calendar.closing(channel, day);
    return new Due(end, end, closed);
  }

  /**
   * A day before it was received cannot be kept: then the next working day is as near as it gets.
   */
  private LocalDate rolled(
      WorkingCalendar calendar, Channel channel, Instant received, LocalDate on) {
    if (roll == Roll.NONE || calendar.isWorkingDay(channel, on)) {
      return on;
    }
    var before = roll == Roll.BACKWARD ? calendar.workingDayUntil(channel, on) : null;
    return before != null && received.isBefore(calendar.closing(channel, before))
        ? before
        : calendar.workingDayFrom(channel, on);
  }
}
