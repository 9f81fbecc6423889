package org.klantbrug.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.klantbrug.shared.BusinessClock;

/** Working calendars for tests. */
public final class Calendars {
  private Calendars() {}

  /** Monday to Friday nine to five; closed on all holidays but Good Friday and 5 May. */
  public static WorkingCalendar officeHours() {
    return of(weekdays(null, "09:00-17:00"));
  }

  /** With these hours, and the holidays of {@link #officeHours()}. */
  public static WorkingCalendar of(List<WeeklyHours> week) {
    return new WorkingCalendar(week, List.of(), usualHolidays());
  }

  /** The rules that a new installation has. */
  public static Map<Holiday, HolidayRule> usualHolidays() {
    var rules = new EnumMap<Holiday, HolidayRule>(Holiday.class);
    Arrays.stream(Holiday.values()).forEach(each -> rules.put(each, HolidayRule.CLOSED));
    rules.put(Holiday.GOOD_FRIDAY, HolidayRule.OPEN);
    rules.put(Holiday.LIBERATION_DAY, HolidayRule.EVERY_FIVE_YEARS);
    return rules;
  }

  /** Hours of Monday to Friday. */
  public static List<WeeklyHours> weekdays(Channel channel, String... hours) {
    return Stream.of(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY)
        .flatMap(day -> day(channel, day, hours).stream())
        .toList();
  }

  /** Hours of every day. */
  public static List<WeeklyHours> everyDay(Channel channel, String... hours) {
    return Arrays.stream(DayOfWeek.values())
        .flatMap(day -> day(channel, day, hours).stream())
        .toList();
  }

  /** Hours of a day. */
  public static List<WeeklyHours> day(Channel channel, DayOfWeek day, String... hours) {
    return Arrays.stream(hours)
        .map(each -> new WeeklyHours(channel, day, Hours.parse(each)))
        .toList();
  }

  /** A moment of Dutch time, written {@code 2027-03-26T16:40}. */
  public static Instant at(String wall) {
    return LocalDateTime.parse(wall).atZone(BusinessClock.ZONE).toInstant();
  }
}
