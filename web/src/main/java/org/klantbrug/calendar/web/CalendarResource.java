package org.klantbrug.calendar.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.calendar.CalendarChange;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.calendar.HolidayRule;
import org.klantbrug.calendar.Hours;
import org.klantbrug.calendar.WeeklyHours;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Unreadable;
import org.klantbrug.sla.Moves;
import org.klantbrug.sla.Recalculation;

/** When we are open. */
@Path("calendar")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Working calendar")
public class CalendarResource {
  private static final String GENERAL = "GENERAL";

  @Inject private CurrentStaff current;
  @Inject private WorkingCalendars calendars;
  @Inject private Recalculation recalculation;

  /**
   * The calendar.
   *
   * @param version to be named by whoever changes it
   * @param holidays which rule each has
   */
  public record Shown(
      int version, List<Week> weeks, List<Day> days, Map<Holiday, HolidayRule> holidays) {}

  /**
   * Opening hours of a day of the week.
   *
   * @param channel null for all without hours of their own
   * @param hours {@code 09:00-17:00}
   */
  public record Week(Channel channel, DayOfWeek day, String hours) {}

  /**
   * A day with hours of its own.
   *
   * @param channel null for all
   * @param hours none if we are closed
   * @param version of the calendar as it was read; 0 in what is answered
   */
  public record Day(
      LocalDate day, Channel channel, List<String> hours, String reason, int version) {
    CalendarChange change() {
      return new CalendarChange.Day(
          day,
          channel,
          hours == null ? List.of() : hours.stream().map(Hours::parse).toList(),
          reason);
    }
  }

  /** The calendar as it is. */
  @GET
  @Operation(summary = "The opening hours, days with hours of their own and holidays")
  public Shown read() {
    current.need(Action.REPLYTIMES_READ);
    var kept = calendars.read();
    var calendar = kept.calendar();
    return new Shown(kept.version(), weeks(calendar), days(calendar), rules(calendar));
  }

  private static List<Week> weeks(WorkingCalendar calendar) {
    return calendar.week().stream()
        .map(each -> new Week(each.channel(), each.day(), each.hours().toString()))
        .toList();
  }

  private static List<Day> days(WorkingCalendar calendar) {
    return calendar.days().stream()
        .map(
            each ->
                new Day(
                    each.day(),
                    each.channel(),
                    each.closed() ? List.of() : List.of(each.hours().toString()),
                    each.reason(),
                    0))
        .toList();
  }

  private static Map<Holiday, HolidayRule> rules(WorkingCalendar calendar) {
    return Arrays.stream(Holiday.values()).collect(Collectors.toMap(each -> each, calendar::rule));
  }

  /** Gives a day hours of its own, or closes it. */
  @POST
  @Path("days")
  @Operation(summary = "Close a day, or give it hours of its own")
  public Shown setDay(Day day) {
    var by = current.need(Action.REPLYTIMES_MANAGE);
    calendars.change(day.change(), day.version(), by);
    return read();
  }

  /** Tries such a day out. */
  @POST
  @Path("days/preview")
  @Operation(summary = "What a day with hours of its own would move; nothing is changed")
  public Moves preview(Day day) {
    current.need(Action.REPLYTIMES_MANAGE);
    return recalculation.preview(day.change());
  }

  /** Makes a day ordinary again. */
  @DELETE
  @Path("days/{day}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Let a day go by the week and the holidays again")
  public Shown ordinary(
      @PathParam("day") String day,
      @QueryParam("channel") String channel,
      @QueryParam("version") int version) {
    var by = current.need(Action.REPLYTIMES_MANAGE);
    calendars.change(
        new CalendarChange.Ordinary(day(day), channel == null ? null : channel(channel)),
        version,
        by);
    return read();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Unreadable("day is a day, for example 2027-03-29.");
    }
  }

  private static Channel channel(String code) {
    return code.equals(GENERAL) ? null : Choice.of(Channel.class, "channel", code);
  }

  /**
   * The hours of a week.
   *
   * @param hours of each day on which we are open
   * @param version of the calendar as it was read
   */
  public record Hourly(Map<DayOfWeek, List<String>> hours, int version) {}

  /** Sets the hours of the week. */
  @PUT
  @Path("weeks/{channel}")
  @Operation(summary = "Set the hours of the week of a channel, or of GENERAL")
  public Shown setWeek(@PathParam("channel") String code, Hourly hourly) {
    var by = current.need(Action.REPLYTIMES_MANAGE);
    if (hourly.hours() == null) {
      throw new Unreadable("hours is needed.");
    }
    var whose = channel(code);
    var hours =
        hourly.hours().entrySet().stream()
            .flatMap(
                day ->
                    day.getValue().stream()
                        .map(each -> new WeeklyHours(whose, day.getKey(), Hours.parse(each))))
            .toList();
    calendars.change(new CalendarChange.Week(whose, hours), hourly.version(), by);
    return read();
  }

  /**
   * What a holiday is to be.
   *
   * @param version of the calendar as it was read
   */
  public record Ruled(HolidayRule rule, int version) {}

  /** Makes a holiday a day off or a working day. */
  @PUT
  @Path("holidays/{holiday}")
  @Operation(summary = "Make a holiday a day off or a working day")
  public Shown setHoliday(@PathParam("holiday") String holiday, Ruled ruled) {
    var by = current.need(Action.REPLYTIMES_MANAGE);
    if (ruled.rule() == null) {
      throw new Unreadable("rule is needed.");
    }
    var change =
        new CalendarChange.Rule(Choice.of(Holiday.class, "holiday", holiday), ruled.rule());
    calendars.change(change, ruled.version(), by);
    return read();
  }
}
