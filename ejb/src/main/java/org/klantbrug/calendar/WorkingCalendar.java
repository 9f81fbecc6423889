package org.klantbrug.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;

/**
 * When we are open, and how time is counted then: only what passes while we are open, as it really
 * passes. Between 01:00 and 04:00 there are two hours in the night the clock goes forward, and four
 * when it goes back. Does not change; a change of the settings makes a new one. A channel without
 * hours of its own has the general ones, null stands for those.
 *
 * <p>Which hours a day has: those of a single day of the channel, else of a single day of all, else
 * none on a holiday that closes us, else those of the week.
 */
public final class WorkingCalendar {
  /** Longer than any closing: who waits so long for an opening waits for ever. */
  private static final int FAR_AHEAD = 800;

  private final List<WeeklyHours> week;
  private final List<SpecialDay> days;
  private final Map<Holiday, HolidayRule> holidays;
  private final Map<Place, List<Window>> known = new ConcurrentHashMap<>();

  private record Place(Channel channel, LocalDate day) {}

  /**
   * A calendar of these settings.
   *
   * @param holidays those not named do not close us
   */
  public WorkingCalendar(
      List<WeeklyHours> week, List<SpecialDay> days, Map<Holiday, HolidayRule> holidays) {
    this.week = List.copyOf(week);
    this.days = List.copyOf(days);
    this.holidays = new EnumMap<>(Holiday.class);
    this.holidays.putAll(holidays);
  }

  /** The hours of each week, as they are set. */
  public List<WeeklyHours> week() {
    return week;
  }

  /** The single days, as they are set. */
  public List<SpecialDay> days() {
    return days;
  }

  /** What is set for a holiday. */
  public HolidayRule rule(Holiday holiday) {
    return holidays.getOrDefault(holiday, HolidayRule.OPEN);
  }

  /** When we are open on a day of Dutch time, in order; none on a closed day. */
  public List<Window> windows(Channel channel, LocalDate day) {
    return known.computeIfAbsent(new Place(channel, day), this::reckon);
  }

  private List<Window> reckon(Place place) {
    return hours(place).stream()
        .sorted()
        .map(hours -> new Window(at(place.day, hours.from()), at(place.day, hours.to())))
        .filter(window -> window.from().isBefore(window.to()))
        .toList();
  }

  private List<Hours> hours(Place place) {
    var special = specialDays(place);
    if (!special.isEmpty()) {
      return special.stream().filter(each -> !each.closed()).map(SpecialDay::hours).toList();
    }
    return holiday(place.day).filter(each -> rule(each).closes(place.day)).isPresent()
        ? List.of()
        : weekly(place.channel, place.day.getDayOfWeek());
  }

  private List<SpecialDay> specialDays(Place place) {
    var own = days.stream().filter(each -> each.day().equals(place.day)).toList();
    var ofChannel =
        own.stream()
            .filter(each -> each.channel() != null && each.channel() == place.channel)
            .toList();
    return ofChannel.isEmpty()
        ? own.stream().filter(each -> each.channel() == null).toList()
        : ofChannel;
  }

  private List<Hours> weekly(Channel channel, DayOfWeek day) {
    var whose = week.stream().anyMatch(each -> each.channel() == channel) ? channel : null;
    return week.stream()
        .filter(each -> each.channel() == whose && each.day() == day)
        .map(WeeklyHours::hours)
        .toList();
  }

  /**
   * The moment of a wall time. In the hour that comes twice it is the first of the two; in the hour
   * that is left out, the moment of the change.
   */
  private static Instant at(LocalDate day, int minutes) {
    var wall = LocalDateTime.of(day, LocalTime.MIDNIGHT).plusMinutes(minutes);
    var change = BusinessClock.ZONE.getRules().getTransition(wall);
    return change != null && change.isGap()
        ? change.getInstant()
        : wall.atZone(BusinessClock.ZONE).withEarlierOffsetAtOverlap().toInstant();
  }

  /** The holiday of a day, whether it closes us or not. */
  public static Optional<Holiday> holiday(LocalDate day) {
    return Optional.ofNullable(DutchHolidays.of(day.getYear()).get(day));
  }

  /** The holidays of a year by day, whether they close us or not. */
  public static Map<LocalDate, Holiday> holidays(int year) {
    return DutchHolidays.of(year);
  }

  /** Whether we are open at all that day. */
  public boolean isWorkingDay(Channel channel, LocalDate day) {
    return !windows(channel, day).isEmpty();
  }

  /** Whether we are open at this moment. */
  public boolean isOpen(Channel channel, Instant at) {
    return windows(channel, dayOf(at)).stream().anyMatch(window -> window.holds(at));
  }

  /** This moment if we are open then, else the next at which we open. */
  public Instant nextOpening(Channel channel, Instant at) {
    var next = nextWindow(channel, at).from();
    return next.isBefore(at) ? at : next;
  }

  private Window nextWindow(Channel channel, Instant at) {
    var day = dayOf(at);
    return Stream.iterate(day, each -> each.plusDays(1))
        .limit(FAR_AHEAD)
        .flatMap(each -> windows(channel, each).stream())
        .filter(window -> at.isBefore(window.to()))
        .findFirst()
        .orElseThrow(() -> new RuleBroken("calendar.never-open"));
  }

  /**
   * The working day that a moment counts to: the day itself while we are open or still open later
   * that day, else the next working day.
   */
  public LocalDate workingDayOf(Channel channel, Instant at) {
    return dayOf(nextWindow(channel, at).from());
  }

  /** The working day {@code count} working days after {@code day}, which need not be one. */
  public LocalDate workingDayAfter(Channel channel, LocalDate day, int count) {
    var found = day;
    for (var left = count; left > 0; left--) {
      found = workingDayFrom(channel, found.plusDays(1), 1);
    }
    return found;
  }

  /** The day if it is a working day, else the next one. */
  public LocalDate workingDayFrom(Channel channel, LocalDate day) {
    return workingDayFrom(channel, day, 1);
  }

  /** The day if it is a working day, else the last one before it. */
  public LocalDate workingDayUntil(Channel channel, LocalDate day) {
    return workingDayFrom(channel, day, -1);
  }

  private LocalDate workingDayFrom(Channel channel, LocalDate day, int step) {
    return Stream.iterate(day, each -> each.plusDays(step))
        .limit(FAR_AHEAD)
        .filter(each -> isWorkingDay(channel, each))
        .findFirst()
        .orElseThrow(() -> new RuleBroken("calendar.never-open"));
  }

  /** The end of the last opening of a working day; midnight at the end of a closed day. */
  public Instant closing(Channel channel, LocalDate day) {
    var windows = windows(channel, day);
    return windows.isEmpty()
        ? day.plusDays(1).atStartOfDay(BusinessClock.ZONE).toInstant()
        : windows.get(windows.size() - 1).to();
  }

  /**
   * The moment by which so much opening time has passed.
   *
   * @param time if none, the moment itself; what ends with an opening ends then, not at the next
   */
  public Instant plus(Channel channel, Instant from, Duration time) {
    if (time.isZero() || time.isNegative()) {
      return from;
    }
    var left = time;
    var at = from;
    while (true) {
      var window = nextWindow(channel, at);
      var begin = window.from().isBefore(at) ? at : window.from();
      var room = Duration.between(begin, window.to());
      if (left.compareTo(room) <= 0) {
        return begin.plus(left);
      }
      left = left.minus(room);
      at = window.to();
    }
  }

  /** How much opening time lies between two moments; none if the second is not later. */
  public Duration between(Channel channel, Instant from, Instant to) {
    var sum = Duration.ZERO;
    if (!from.isBefore(to)) {
      return sum;
    }
    for (var day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
      for (var window : windows(channel, day)) {
        var begin = window.from().isBefore(from) ? from : window.from();
        var end = window.to().isAfter(to) ? to : window.to();
        sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
      }
    }
    return sum;
  }

  /** Why we are closed on a day; empty on a working day. */
  public Optional<ClosedDay> whyClosed(Channel channel, LocalDate day) {
    if (isWorkingDay(channel, day)) {
      return Optional.empty();
    }
    var reason =
        specialDays(new Place(channel, day)).stream()
            .map(SpecialDay::reason)
            .findFirst()
            .orElse(null);
    var holiday = holiday(day).filter(each -> rule(each).closes(day)).orElse(null);
    var usually = weekly(channel, day.getDayOfWeek());
    return Optional.of(new ClosedDay(day, holiday, reason, !usually.isEmpty()));
  }

  /** The days between two moments that would be working days but for a holiday or a closing. */
  public List<ClosedDay> unusuallyClosed(Channel channel, Instant from, Instant to) {
    var found = new ArrayList<ClosedDay>();
    for (var day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
      whyClosed(channel, day).filter(ClosedDay::unusual).ifPresent(found::add);
    }
    return found;
  }

  private static LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, BusinessClock.ZONE);
  }
}
