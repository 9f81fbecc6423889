package org.klantbrug.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.ClosedDay;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.calendar.WorkingCalendar;

/** What happened to a clock, in words. */
final class Story {
  private static final int MOST_REASONS = 3;

  private Story() {}

  /** An entry of the ledger with the change that caused it. */
  private record Told(
      Ledger.Kind kind,
      Instant at,
      String who,
      String reason,
      ClosedDay rolled,
      DateChange change,
      Instant limitBefore,
      Instant limit) {}

  static List<StoryLine> of(Handle handle, long clockId, Locale language) {
    var lines =
        entries(handle, clockId)
            .map(each -> new StoryLine(each.at, each.who, text(each, language), null, null));
    return Stream.concat(lines, tellings(handle, clockId, language))
        .sorted((one, other) -> one.at().compareTo(other.at()))
        .toList();
  }

  private static Stream<Told> entries(Handle handle, long clockId) {
    return handle
        .createQuery(
            """
            select e.kind, e.at, s.full_name as who, e.reason, e.rolled_day, e.rolled_holiday, e.rolled_reason,
                   e.limit_before, e.limit_at, e.change_id, x.code as change_code, x.day as change_day, x.channel as change_channel,
                   x.stage as change_stage, x.holiday as change_holiday, x.reason as change_reason
              from sla_event e left join identity_staff s on s.id = e.staff_id left join sla_change x on x.id = e.change_id
             where e.clock_id = :clock order by e.id""")
        .bind("clock", clockId)
        .map((row, context) -> told(row))
        .list()
        .stream();
  }

  private static Told told(ResultSet row) throws SQLException {
    return new Told(
        Ledger.Kind.valueOf(row.getString("kind")),
        SlaClock.moment(row, "at"),
        row.getString("who"),
        row.getString("reason"),
        rolled(row),
        row.getObject("change_id") == null ? null : DateChange.row(row),
        SlaClock.moment(row, "limit_before"),
        SlaClock.moment(row, "limit_at"));
  }

  private static ClosedDay rolled(ResultSet row) throws SQLException {
    var day = row.getObject("rolled_day", LocalDate.class);
    var holiday = row.getString("rolled_holiday");
    return day == null
        ? null
        : new ClosedDay(
            day,
            holiday == null ? null : Holiday.valueOf(holiday),
            row.getString("rolled_reason"),
            true);
  }

  private static String text(Told told, Locale language) {
    var limit = SlaWords.moment(language, told.limit);
    return switch (told.kind) {
      case STARTED -> SlaWords.say(language, "sla.story.started", limit) + rolling(told, language);
      case SUSPENDED -> SlaWords.say(language, "sla.story.suspended") + because(told, language);
      case RESUMED -> SlaWords.say(language, "sla.story.resumed", limit);
      case MOVED -> moved(told, language) + rolling(told, language);
      case MET -> SlaWords.say(language, isLate(told) ? "sla.story.met-late" : "sla.story.met");
      case WITHDRAWN -> SlaWords.say(language, "sla.story.withdrawn") + because(told, language);
    };
  }

  private static boolean isLate(Told told) {
    return ClockState.BREACHED_THEN_MET.name().equals(told.reason);
  }

  private static String moved(Told told, Locale language) {
    var from = SlaWords.moment(language, told.limitBefore);
    var to = SlaWords.moment(language, told.limit);
    return told.change == null
        ? SlaWords.say(language, "sla.story.rescheduled", from, to) + because(told, language)
        : SlaWords.say(language, "sla.story.moved", from, to, told.change.textIn(language));
  }

  private static String because(Told told, Locale language) {
    return told.reason == null || told.reason.isBlank()
        ? ""
        : ": " + SlaWords.reason(language, told.reason);
  }

  private static String rolling(Told told, Locale language) {
    return told.rolled == null
        ? ""
        : " "
            + SlaWords.say(
                language,
                "sla.story.rolled",
                SlaWords.day(language, told.rolled.day()),
                told.rolled.textIn(language));
  }

  private static Stream<StoryLine> tellings(Handle handle, long clockId, Locale language) {
    return handle
        .createQuery(
            """
            select t.told_at, s.full_name, t.role_code, r.kind
              from sla_told t join sla_rung r on r.id = t.rung_id left join identity_staff s on s.id = t.staff_id
             where t.clock_id = :clock order by t.id""")
        .bind("clock", clockId)
        .map(
            (row, context) ->
                new StoryLine(
                    SlaClock.moment(row, "told_at"),
                    null,
                    SlaWords.say(language, "sla.told." + row.getString("kind")),
                    row.getString("full_name"),
                    row.getString("role_code")))
        .list()
        .stream();
  }

  static String explain(
      Handle handle, SlaClock clock, WorkingCalendar calendar, Instant now, Locale language) {
    var parts = new ArrayList<String>();
    parts.add(
        SlaWords.say(language, "sla.why.received", SlaWords.moment(language, clock.received())));
    if (clock.promised() != null) {
      var key = clock.keepsPromised() ? "sla.why.promised" : "sla.why.promised-later";
      parts.add(SlaWords.say(language, key, SlaWords.day(language, clock.promised())));
    }
    var paused = paused(clock, now);
    if (!paused.isZero()) {
      parts.add(SlaWords.say(language, "sla.why.paused", SlaWords.length(language, paused)));
    }
    var reasons = reasons(handle, clock, calendar, language);
    if (!reasons.isEmpty()) {
      parts.add(SlaWords.say(language, "sla.why.moved", String.join(", ", reasons)));
    }
    return String.join(", ", parts);
  }

  private static Duration paused(SlaClock clock, Instant now) {
    return clock.state() == ClockState.SUSPENDED && now.isAfter(clock.pausedAt())
        ? clock.paused().plus(Duration.between(clock.pausedAt(), now))
        : clock.paused();
  }

  /** What moved it: changes, the day that was given, and closed days that lie between. */
  private static List<String> reasons(
      Handle handle, SlaClock clock, WorkingCalendar calendar, Locale language) {
    var entries = entries(handle, clock.id()).toList();
    var rolled = entries.stream().filter(each -> each.rolled != null).map(each -> each.rolled);
    var between =
        clock.policy().rule().kind() == RuleKind.ON_DATE
            ? Stream.<ClosedDay>empty()
            : calendar
                .unusuallyClosed(clock.channel(), clock.countedFrom(), clock.limit())
                .stream();
    var changes = entries.stream().filter(each -> each.change != null).map(each -> each.change);
    return Stream.of(
            rolled.map(each -> each.textIn(language)),
            between.map(each -> each.textIn(language)),
            changes.map(each -> each.textIn(language)))
        .flatMap(each -> each)
        .distinct()
        .limit(MOST_REASONS)
        .collect(Collectors.toList());
  }
}
