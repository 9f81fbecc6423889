package org.klantbrug.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.klantbrug.shared.RuleBroken;

/** One change of the working calendar: what somebody asks for, tries out, and then keeps. */
public sealed interface CalendarChange {
  /** The calendar as it would be. */
  WorkingCalendar appliedTo(WorkingCalendar before);

  /** What kind of change it is: a code for the log. */
  String code();

  /** The day that it is about; null if it is about no single day. */
  default LocalDate day() {
    return null;
  }

  /** The channel that it is about; null for all. */
  default Channel channel() {
    return null;
  }

  /** The holiday that it is about; null if none. */
  default Holiday holiday() {
    return null;
  }

  /** Why, in the words of staff; null if nobody asked. */
  default String reason() {
    return null;
  }

  /**
   * The hours of the week become these.
   *
   * @param channel whose; null for the general hours
   * @param hours of each day; a channel without any goes by the general hours
   */
  record Week(Channel channel, List<WeeklyHours> hours) implements CalendarChange {
    /** Hours of this channel that do not overlap. */
    public Week {
      hours = List.copyOf(hours);
      for (var day : DayOfWeek.values()) {
        refuseOverlap(
            hours.stream().filter(each -> each.day() == day).map(WeeklyHours::hours).toList());
      }
      if (channel == null && hours.isEmpty()) {
        throw new RuleBroken("calendar.never-open");
      }
    }

    @Override
    public String code() {
      return "WEEK_SET";
    }

    @Override
    public WorkingCalendar appliedTo(WorkingCalendar before) {
      var week = new ArrayList<>(before.week());
      week.removeIf(each -> each.channel() == channel);
      week.addAll(hours);
      return new WorkingCalendar(week, before.days(), rules(before));
    }
  }

  /**
   * A day gets hours of its own, in place of those that it had.
   *
   * @param hours none if we are closed
   * @param reason why
   */
  record Day(LocalDate day, Channel channel, List<Hours> hours, String reason)
      implements CalendarChange {
    private static final int LONGEST_REASON = 200;

    /** A day, hours that do not overlap, and a reason. */
    public Day {
      hours = List.copyOf(hours);
      reason = reason == null ? "" : reason.strip();
      if (day == null) {
        throw new RuleBroken("calendar.day-missing");
      }
      if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
        throw new RuleBroken("calendar.reason-missing", LONGEST_REASON);
      }
      refuseOverlap(hours);
    }

    @Override
    public String code() {
      return hours.isEmpty() ? "DAY_CLOSED" : "DAY_OPENED";
    }

    /** As they are kept. */
    List<SpecialDay> days() {
      return hours.isEmpty()
          ? List.of(new SpecialDay(null, day, channel, null, reason))
          : hours.stream().map(each -> new SpecialDay(null, day, channel, each, reason)).toList();
    }

    @Override
    public WorkingCalendar appliedTo(WorkingCalendar before) {
      var days = new ArrayList<>(without(before, day, channel));
      days.addAll(days());
      return new WorkingCalendar(before.week(), days, rules(before));
    }
  }

  /** A day goes by the week and the holidays again. */
  record Ordinary(LocalDate day, Channel channel) implements CalendarChange {
    /** A day. */
    public Ordinary {
      if (day == null) {
        throw new RuleBroken("calendar.day-missing");
      }
    }

    @Override
    public String code() {
      return "DAY_ORDINARY";
    }

    @Override
    public WorkingCalendar appliedTo(WorkingCalendar before) {
      return new WorkingCalendar(before.week(), without(before, day, channel), rules(before));
    }
  }

  /** A holiday becomes a working day, or closes us. */
  record Rule(Holiday holiday, HolidayRule rule) implements CalendarChange {
    @Override
    public String code() {
      return switch (rule) {
        case CLOSED -> "HOLIDAY_CLOSED";
        case OPEN -> "HOLIDAY_OPEN";
        case EVERY_FIVE_YEARS -> "HOLIDAY_EVERY_FIVE_YEARS";
      };
    }

    @Override
    public WorkingCalendar appliedTo(WorkingCalendar before) {
      var rules = rules(before);
      rules.put(holiday, rule);
      return new WorkingCalendar(before.week(), before.days(), rules);
    }
  }

  private static List<SpecialDay> without(WorkingCalendar before, LocalDate day, Channel channel) {
    return before.days().stream()
        .filter(each -> !each.day().equals(day) || each.channel() != channel)
        .toList();
  }

  private static EnumMap<Holiday, HolidayRule> rules(WorkingCalendar before) {
    var rules = new EnumMap<Holiday, HolidayRule>(Holiday.class);
    for (var holiday : Holiday.values()) {
      rules.put(holiday, before.rule(holiday));
    }
    return rules;
  }

  private static void refuseOverlap(List<Hours> hours) {
    for (var one = 0; one < hours.size(); one++) {
      for (var other = one + 1; other < hours.size(); other++) {
        if (hours.get(one).overlaps(hours.get(other))) {
          throw new RuleBroken(
              "calendar.hours-overlap", hours.get(one).toString(), hours.get(other).toString());
        }
      }
    }
  }
}
