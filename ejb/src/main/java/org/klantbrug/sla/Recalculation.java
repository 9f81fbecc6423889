package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.CalendarChange;
import org.klantbrug.calendar.CalendarChanged;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/**
 * Counts the open clocks anew when the calendar or a reply time changes, in the transaction of that
 * change: page by page, the dates in Java, each page written by a few statements. Time that was
 * used stays used; a paused clock gets its dates when it runs on.
 */
@ApplicationScoped
public class Recalculation {
  private static final int PAGE = 5_000;
  private static final int LISTED = 100;

  private final Database database;
  private final BusinessClock time;
  private final WorkingCalendars calendars;

  /** For the container's proxy. */
  protected Recalculation() {
    this(null, null, null);
  }

  /** Works with these. */
  @Inject
  public Recalculation(Database database, BusinessClock time, WorkingCalendars calendars) {
    this.database = database;
    this.time = time;
    this.calendars = calendars;
  }

  /** An open clock and the dates that it gets. */
  private record Counted(SlaClock clock, Reckoning dates) {
    Move move() {
      return Move.of(clock, dates);
    }

    boolean differs() {
      return move().seen() || !dates.warn().equals(clock.warn());
    }
  }

  /**
   * What is counted anew, and by what.
   *
   * @param stage null for all
   * @param policyBefore only clocks by this version, and those of the channel; null for all
   * @param policy the reply time that counts for a clock; its own if the new one cannot count it
   */
  private record Basis(
      WorkingCalendar calendar,
      Stage stage,
      Channel channel,
      Long policyBefore,
      Function<SlaClock, ReplyTime> policy) {
    static Basis of(WorkingCalendar calendar) {
      return new Basis(calendar, null, null, null, SlaClock::policy);
    }

    static Basis of(WorkingCalendar calendar, ReplyTimes.Wish wish, Long before, long now) {
      var policy =
          new ReplyTime(
              now, wish.channel(), wish.stage(), wish.rule(), wish.breachRole(), 0, null, null);
      return new Basis(
          calendar,
          wish.stage(),
          wish.channel(),
          before,
          clock -> wish.rule().counts(clock.on()) ? policy : clock.policy());
    }
  }

  /** Counts by the calendar as it is now. */
  void onCalendar(@Observes CalendarChanged changed) {
    var change = changed.change();
    var cause =
        new DateChange(
            change.code(), change.day(), change.channel(), null, change.holiday(), change.reason());
    count(changed.handle(), Basis.of(changed.after()), cause, changed.by());
    tryAgain(changed.handle());
  }

  /** What waited for an opening may wait for another one now. */
  private static void tryAgain(Handle handle) {
    handle
        .createUpdate(
            """
            update sla_rung set try_at = due_at
             where fired_at is null and due_at is not null and try_at <> due_at and failures = 0""")
        .execute();
  }

  /** Counts by the reply time as it is now. */
  void onReplyTime(@Observes ReplyTimeChanged changed) {
    var wish = changed.wish();
    var cause =
        new DateChange(DateChange.REPLY_TIME, null, wish.channel(), wish.stage(), null, null);
    var basis = Basis.of(calendars.hold(changed.handle()), wish, changed.before(), changed.now());
    count(changed.handle(), basis, cause, changed.by());
  }

  private void count(Handle handle, Basis basis, DateChange cause, Staff by) {
    var now = time.now();
    var change = note(handle, cause, now, by);
    eachPage(
        handle,
        basis,
        " for update of c",
        page -> {
          ClockWriting.policies(handle, page.stream().map(Counted::clock).toList(), basis.policy);
          var running = page.stream().filter(each -> each.dates != null).toList();
          write(
              handle,
              basis.calendar,
              running.stream().filter(Counted::differs).toList(),
              change,
              now,
              by);
        });
  }

  private static long note(Handle handle, DateChange cause, Instant now, Staff by) {
    return handle
        .createQuery(
            """
            insert into sla_change (at, staff_id, code, day, channel, stage, holiday, reason)
            values (:at, :staff, :code, :day, :channel, :stage, :holiday, :reason) returning id""")
        .bind("at", now)
        .bind("staff", by.id())
        .bind("code", cause.code())
        .bind("day", cause.day())
        .bind("channel", cause.channel())
        .bind("stage", cause.stage())
        .bind("holiday", cause.holiday())
        .bind("reason", cause.reason())
        .mapTo(Long.class)
        .one();
  }

  private static void write(
      Handle handle,
      WorkingCalendar calendar,
      List<Counted> counted,
      long change,
      Instant now,
      Staff by) {
    if (counted.isEmpty()) {
      return;
    }
    var clocks = counted.stream().map(Counted::clock).toList();
    var dates = counted.stream().map(Counted::dates).toList();
    ClockWriting.events(
        handle,
        counted.stream().map(Counted::move).filter(Move::seen).toList(),
        new ClockWriting.Cause(change, now, by.id()));
    ClockWriting.dates(handle, clocks, dates);
    plan(handle, calendar, counted);
  }

  private static void plan(Handle handle, WorkingCalendar calendar, List<Counted> counted) {
    var plan = new RungPlan();
    var milestones =
        Milestones.open(handle, counted.stream().map(each -> each.clock.id()).toList());
    for (var each : counted) {
      var clock = each.clock;
      plan.of(clock.id(), clock.round(), each.dates);
      milestones
          .getOrDefault(clock.id(), List.of())
          .forEach(one -> plan.milestone(clock, clock.round(), one, calendar));
    }
    plan.write(handle);
  }

  /** Gives each page of open clocks with their dates; those of a paused clock are null. */
  private static long eachPage(
      Handle handle, Basis basis, String lock, Consumer<List<Counted>> what) {
    var seen = 0L;
    var after = 0L;
    while (true) {
      var page = page(handle, basis, after, lock);
      if (page.isEmpty()) {
        return seen;
      }
      what.accept(page.stream().map(clock -> counted(clock, basis)).toList());
      seen += page.size();
      after = page.get(page.size() - 1).id();
    }
  }

  private static Counted counted(SlaClock clock, Basis basis) {
    if (clock.state() != ClockState.RUNNING) {
      return new Counted(clock, null);
    }
    var rule = basis.policy.apply(clock).rule();
    return new Counted(
        clock, Reckoning.of(basis.calendar, rule, Reckoning.Facts.of(clock, clock.runningSince())));
  }

  private static List<SlaClock> page(Handle handle, Basis basis, long after, String lock) {
    return handle
        .createQuery(
            SlaClock.SELECT
                + """
                 where c.ended_at is null and c.id > :after
                   and (cast(:stage as text) is null
                        or c.stage = :stage and (c.policy_id = :policy or c.channel = :channel))
                 order by c.id limit :page"""
                + lock)
        .bind("after", after)
        .bind("stage", basis.stage)
        .bind("policy", basis.policyBefore)
        .bind("channel", basis.channel)
        .bind("page", PAGE)
        .map((row, context) -> SlaClock.row(row))
        .list();
  }

  /** What a change of the calendar would move; nothing is written. */
  public Moves preview(CalendarChange change) {
    return database.with(
        handle -> preview(handle, Basis.of(change.appliedTo(calendars.read(handle).calendar()))));
  }

  /** What a change of a reply time would move; nothing is written. */
  public Moves preview(ReplyTimes.Wish wish) {
    return database.with(
        handle ->
            preview(
                handle,
                Basis.of(
                    calendars.read(handle).calendar(),
                    wish,
                    inForce(handle, wish).orElse(null),
                    0)));
  }

  private static Optional<Long> inForce(Handle handle, ReplyTimes.Wish wish) {
    return handle
        .createQuery(
            "select id from sla_policy where channel is not distinct from :channel and stage = :stage and replaced_at is null")
        .bind("channel", wish.channel())
        .bind("stage", wish.stage())
        .mapTo(Long.class)
        .findOne();
  }

  private static Moves preview(Handle handle, Basis basis) {
    var first = new ArrayList<Move>();
    var count = new long[1];
    var open =
        eachPage(
            handle,
            basis,
            "",
            page ->
                page.stream()
                    .filter(each -> each.dates != null)
                    .map(Counted::move)
                    .filter(Move::seen)
                    .forEach(
                        move -> {
                          count[0]++;
                          if (first.size() < LISTED) {
                            first.add(move);
                          }
                        }));
    return new Moves(open, count[0], first);
  }
}
