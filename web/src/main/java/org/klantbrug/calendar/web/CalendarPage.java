package org.klantbrug.calendar.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.ClockBoard;
import org.klantbrug.sla.Moves;
import org.klantbrug.sla.Recalculation;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** When we are open: the week, the holidays, and days with hours of their own. */
@Named
@RequestScoped
public class CalendarPage {
  private static final String GENERAL = "GENERAL";

  @Inject private CurrentStaff current;
  @Inject private WorkingCalendars calendars;
  @Inject private Recalculation recalculation;
  @Inject private ClockBoard board;
  @Inject private BusinessClock clock;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String hoursOf;

  private WorkingCalendars.Versioned kept;
  private Moves preview;

  /** Tries a change out, or makes it, if that was asked. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.REPLYTIMES_MANAGE);
    notices
        .attempt(this::change)
        .ifPresent(
            change -> {
              if (post.has("preview")) {
                preview = notices.attempt(() -> recalculation.preview(change)).orElse(null);
              } else {
                save(change, by);
              }
            });
  }

  private void save(CalendarChange change, Staff by) {
    if (notices.tryTo(
        () -> calendars.change(change, (int) post.key("version"), by), "calendar.saved")) {
      Faces.redirect("/calendar?change=%s", board.lastChangeOf(by));
    }
  }

  private CalendarChange change() {
    return switch (post.text("what")) {
      case "week" -> new CalendarChange.Week(channel(hoursOf), hours());
      case "day" ->
          new CalendarChange.Day(
              day(),
              channel(post.text("channel")),
              parsed(post.text("hours")),
              post.text("reason"));
      case "ordinary" -> new CalendarChange.Ordinary(day(), channel(post.text("channel")));
      default ->
          new CalendarChange.Rule(
              Choice.onPage(Holiday.class, post.text("holiday")),
              Choice.onPage(HolidayRule.class, post.text("rule")));
    };
  }

  private List<WeeklyHours> hours() {
    var whose = channel(hoursOf);
    return Arrays.stream(DayOfWeek.values())
        .flatMap(
            day ->
                parsed(post.text("on-" + day)).stream()
                    .map(hours -> new WeeklyHours(whose, day, hours)))
        .toList();
  }

  /** Hours one after another, with a comma between them; none for nothing. */
  private static List<Hours> parsed(String text) {
    return Stream.of(text.split(",")).filter(part -> !part.isBlank()).map(Hours::parse).toList();
  }

  /** What is no day is none: the rule says what is wanted. */
  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("day"));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Channel channel(String code) {
    return code == null || code.isEmpty() || code.equals(GENERAL)
        ? null
        : Choice.onPage(Channel.class, code);
  }

  private WorkingCalendars.Versioned kept() {
    if (kept == null) {
      kept = calendars.read();
    }
    return kept;
  }

  /** The version that a change must name: the one that was read when the form was opened. */
  public long getVersion() {
    return post.isSent() ? post.key("version") : kept().version();
  }

  /** Whether the reader may change the calendar. */
  public boolean isChangeable() {
    return current.get().may(Action.REPLYTIMES_MANAGE);
  }

  /**
   * The hours of a week.
   *
   * @param code of the channel; {@value #GENERAL} for all without hours of their own
   * @param days Monday first
   */
  public record WeekRow(String code, List<DayHours> days) {}

  /**
   * The hours of a day of the week.
   *
   * @param day its code
   * @param name in the reader's language
   * @param hours as they are typed: {@code 09:00-12:30, 13:30-17:00}; empty if closed
   */
  public record DayHours(String day, String name, String hours) {}

  /** The general hours, and those of channels that have their own. */
  public List<WeekRow> getWeeks() {
    return Stream.concat(
            Stream.of(GENERAL),
            Arrays.stream(Channel.values()).filter(this::hasOwnHours).map(Channel::name))
        .map(this::weekOf)
        .toList();
  }

  private boolean hasOwnHours(Channel channel) {
    return kept().calendar().week().stream().anyMatch(each -> each.channel() == channel);
  }

  private WeekRow weekOf(String code) {
    var whose = channel(code);
    return new WeekRow(
        code,
        Arrays.stream(DayOfWeek.values())
            .map(day -> new DayHours(day.name(), name(day), written(whose, day)))
            .toList());
  }

  private String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, texts.locale());
  }

  private String written(Channel whose, DayOfWeek day) {
    return kept().calendar().week().stream()
        .filter(each -> each.channel() == whose && each.day() == day)
        .map(each -> each.hours().toString())
        .collect(Collectors.joining(", "));
  }

  /** Channels that go by the general hours. */
  public List<String> getWithoutOwn() {
    return Arrays.stream(Channel.values())
        .filter(each -> !hasOwnHours(each))
        .map(Channel::name)
        .toList();
  }

  /** All channels. */
  public Channel[] getChannels() {
    return Channel.values();
  }

  /** The week that is open to be changed; null if none is. */
  public WeekRow getOpenWeek() {
    if (hoursOf == null || !isChangeable()) {
      return null;
    }
    var week = weekOf(hoursOf);
    return post.isSent() && post.text("what").equals("week") ? asTyped(week) : week;
  }

  private WeekRow asTyped(WeekRow week) {
    return new WeekRow(
        week.code(),
        week.days().stream()
            .map(each -> new DayHours(each.day(), each.name(), post.text("on-" + each.day())))
            .toList());
  }

  /**
   * A day that is not as its week says.
   *
   * @param holiday name of the holiday; null if it is none
   * @param closed whether we are closed
   * @param hours when we are open; null on a holiday
   * @param channel code; null for all
   * @param reason why; null on a holiday
   */
  public record DayRow(
      LocalDate day,
      String weekday,
      Holiday holiday,
      boolean closed,
      String hours,
      String channel,
      String reason) {}

  /** Holidays and days of their own from today to the end of next year, in order. */
  public List<DayRow> getDays() {
    var today = clock.today();
    var holidays =
        Stream.of(today.getYear(), today.getYear() + 1)
            .flatMap(year -> WorkingCalendar.holidays(year).entrySet().stream())
            .map(each -> holiday(each.getKey(), each.getValue()));
    var own =
        kept().calendar().days().stream()
            .map(
                each ->
                    new DayRow(
                        each.day(),
                        weekday(each.day()),
                        null,
                        each.closed(),
                        each.closed() ? null : each.hours().toString(),
                        each.channel() == null ? null : each.channel().name(),
                        each.reason()));
    return Stream.concat(holidays, own)
        .filter(row -> !row.day.isBefore(today))
        .sorted((one, other) -> one.day.compareTo(other.day))
        .toList();
  }

  private DayRow holiday(LocalDate day, Holiday holiday) {
    var whole = kept().calendar();
    var bare = new WorkingCalendar(whole.week(), List.of(), rules(whole));
    var closed = bare.whyClosed(null, day).isPresent();
    return new DayRow(day, weekday(day), holiday, closed, null, null, null);
  }

  private static Map<Holiday, HolidayRule> rules(WorkingCalendar calendar) {
    return Arrays.stream(Holiday.values()).collect(Collectors.toMap(each -> each, calendar::rule));
  }

  private String weekday(LocalDate day) {
    return day.getDayOfWeek().getDisplayName(TextStyle.FULL, texts.locale());
  }

  /** The holidays, each once a year. */
  public Holiday[] getHolidays() {
    return Holiday.values();
  }

  /** What people call a holiday. */
  public String called(Holiday holiday) {
    return holiday.textIn(texts.locale());
  }

  /** The rules that a holiday can have. */
  public HolidayRule[] getRules() {
    return HolidayRule.values();
  }

  /** What was typed, if the form came back. */
  public String typed(String field) {
    return post.isSent() ? post.text(field) : "";
  }

  /** What the change would move; null if it was not tried out. */
  public Moves getPreview() {
    return preview;
  }
}
