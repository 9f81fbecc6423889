package org.klantbrug.sla;

import static org.klantbrug.calendar.Calendars.at;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.CalendarChange;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Hours;
import org.klantbrug.calendar.WeeklyHours;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.Heard;
import org.klantbrug.shared.TestDatabase;

/**
 * The clocks of a company that opens Monday to Friday nine to five, by telephone too, with an
 * adviser, a colleague who leads the adviser's team, and an administrator.
 */
final class ClockFixture {
  final Database database = new Database(TestDatabase.fresh());
  final BusinessClock time = new BusinessClock();
  final List<RungReached> reached = new ArrayList<>();
  final WorkingCalendars calendars;
  final ReplyTimes replyTimes;
  final Recalculation recalculation;
  final Clocks clocks;
  final Rungs rungs;
  final ClockBoard board;
  final Staff adviser;
  final Staff lead;
  final Staff admin;

  ClockFixture() {
    var audit = new Audit(database, time);
    recalculation =
        new Recalculation(
            database, time, new WorkingCalendars(database, audit, new Heard<>(e -> {})));
    calendars = new WorkingCalendars(database, audit, new Heard<>(recalculation::onCalendar));
    replyTimes = new ReplyTimes(database, audit, time, new Heard<>(recalculation::onReplyTime));
    clocks = new Clocks(database, time, calendars, replyTimes);
    rungs = new Rungs(database, time, calendars, new Heard<>(reached::add));
    board = new ClockBoard(database, time);
    adviser = staff("lotte", "Lotte", "adviser");
    lead = staff("bas", "Bas", "teamLead");
    admin = staff("beheer", "Beheer", "admin");
    database.use(
        handle -> {
          var team =
              handle
                  .createQuery(
                      "insert into identity_team (name, lead_id) values ('Balie', :lead) returning id")
                  .bind("lead", lead.id())
                  .mapTo(Long.class)
                  .one();
          handle
              .createUpdate("update identity_staff set team_id = :team where id in (:one, :two)")
              .bind("team", team)
              .bind("one", adviser.id())
              .bind("two", lead.id())
              .execute();
        });
    change(new CalendarChange.Week(Channel.PHONE, List.of()));
  }

  private Staff staff(String login, String name, String role) {
    var id =
        database.<Long>with(
            handle ->
                handle
                    .createQuery(
                        "insert into identity_staff (login, full_name) values (:login, :name) returning id")
                    .bind("login", login)
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one());
    return new Staff(id, login, name, "nl", false, null, Set.of(role), Set.of());
  }

  /** It is now this moment of Dutch time, written {@code 2027-03-26T16:40}. */
  ClockFixture now(String wall) {
    time.set(Clock.fixed(at(wall), BusinessClock.ZONE));
    return this;
  }

  <T> T in(Function<Handle, T> work) {
    return database.inTransaction(work::apply);
  }

  /** Something came by a channel just now; the adviser answers for it. */
  SlaClock received(long subject, Channel channel) {
    return in(
        handle ->
            clocks.arm(
                handle,
                ClockOrder.firstAnswer(
                    "COMPLAINT",
                    subject,
                    "K-" + subject,
                    channel,
                    time.now(),
                    Owner.person(adviser.id())),
                adviser.id()));
  }

  /** The adviser promised a day just now. */
  SlaClock promised(long subject, String day) {
    return in(
        handle ->
            clocks.arm(
                handle,
                ClockOrder.onDay(
                    "PROMISE",
                    subject,
                    null,
                    Stage.AGREEMENT,
                    time.now(),
                    LocalDate.parse(day),
                    Owner.person(adviser.id())),
                adviser.id()));
  }

  SlaClock suspend(long subject) {
    return in(
        handle ->
            clocks.suspend(
                handle, "COMPLAINT", subject, Stage.FIRST_ANSWER, "wacht op klant", adviser.id()));
  }

  SlaClock resume(long subject) {
    return in(
        handle -> clocks.resume(handle, "COMPLAINT", subject, Stage.FIRST_ANSWER, adviser.id()));
  }

  SlaClock answered(long subject) {
    return in(
        handle ->
            clocks.met(handle, "COMPLAINT", subject, Stage.FIRST_ANSWER, time.now(), adviser.id()));
  }

  SlaClock firstAnswer(long subject) {
    return clocks.of("COMPLAINT", subject).get(0);
  }

  int change(CalendarChange change) {
    return calendars.change(change, calendars.read().version(), admin);
  }

  int closed(String day) {
    return change(new CalendarChange.Day(LocalDate.parse(day), null, List.of(), "Verhuizing"));
  }

  int week(List<WeeklyHours> hours) {
    return change(new CalendarChange.Week(null, hours));
  }

  static List<Hours> hours(String... written) {
    return Arrays.stream(written).map(Hours::parse).toList();
  }

  /** Sets a row of the reply times, whichever version it has. */
  long replyTime(Channel channel, Stage stage, ReplyRule rule) {
    return replyTimes.set(wish(channel, stage, rule), admin);
  }

  ReplyTimes.Wish wish(Channel channel, Stage stage, ReplyRule rule) {
    var version =
        replyTimes.list().stream()
            .filter(row -> row.channel() == channel && row.stage() == stage)
            .map(ReplyTime::version)
            .findFirst()
            .orElse(0);
    return new ReplyTimes.Wish(channel, stage, rule, "teamLead", version);
  }

  long number(String sql) {
    return database.with(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
