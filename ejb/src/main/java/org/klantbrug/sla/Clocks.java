package org.klantbrug.sla;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.ClosedDay;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.calendar.WorkingCalendars;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The clocks of what customers wait for. A subject has one clock per stage that runs. All that
 * changes a clock takes part in the caller's transaction, holds the clock until its end, and is
 * noted in the ledger; who comes second finds the clock as the first left it.
 */
@ApplicationScoped
public class Clocks {
  private final Database database;
  private final BusinessClock time;
  private final WorkingCalendars calendars;
  private final ReplyTimes replyTimes;

  /** For the container's proxy. */
  protected Clocks() {
    this(null, null, null, null);
  }

  /** Works with these. */
  @Inject
  public Clocks(
      Database database, BusinessClock time, WorkingCalendars calendars, ReplyTimes replyTimes) {
    this.database = database;
    this.time = time;
    this.calendars = calendars;
    this.replyTimes = replyTimes;
  }

  /**
   * Starts a clock.
   *
   * @param by key of the member of staff who asks for it; null for the machine
   * @return the clock with its dates
   * @throws RuleBroken if nobody set a reply time for the channel and stage, if the answer is given
   *     during the contact, if such a clock runs, or if the first answer was given before
   */
  public SlaClock arm(Handle handle, ClockOrder order, Long by) {
    refuseAnswered(handle, order);
    var policy = replyTimes.read(handle, order.channel(), order.stage());
    var calendar = calendars.hold(handle);
    var received = order.received().truncatedTo(ChronoUnit.MILLIS);
    var dates =
        Reckoning.of(
            calendar,
            policy.rule(),
            Reckoning.Facts.beginning(order.channel(), received, order.on()));
    var clock = insert(handle, order, policy, received, dates);
    note(handle, Ledger.Kind.STARTED, by, null, dates.rolled(), null, clock);
    for (var milestone : order.milestones()) {
      RungPlan.note(handle, clock.id(), clock.round(), milestone);
    }
    plan(handle, clock, dates, order.milestones(), calendar);
    return clock;
  }

  /** A later date never overrules the first answer: it was given, and when. */
  private static void refuseAnswered(Handle handle, ClockOrder order) {
    var answered =
        order.stage() == Stage.FIRST_ANSWER
            && handle
                    .createQuery(
                        """
                        select count(*) from sla_clock
                         where subject_kind = :kind and subject_id = :subject and stage = :stage
                           and state in ('MET', 'BREACHED_THEN_MET')""")
                    .bind("kind", order.subjectKind())
                    .bind("subject", order.subjectId())
                    .bind("stage", order.stage())
                    .mapTo(Long.class)
                    .one()
                > 0;
    if (answered) {
      throw new RuleBroken("sla.already-answered");
    }
  }

  private static SlaClock insert(
      Handle handle, ClockOrder order, ReplyTime policy, Instant received, Reckoning dates) {
    return handle
        .createQuery(
            """
            insert into sla_clock (subject_kind, subject_id, subject_name, stage, channel, policy_id, received_at, counted_from, on_day, state,
                                   target_budget_ms, limit_budget_ms, running_since, target_at, limit_at, warn_at,
                                   owner_id, owner_role)
            values (:kind, :subject, :name, :stage, :channel, :policy, :received, :received, :on, 'RUNNING',
                    :targetBudget, :limitBudget, :received, :target, :limit, :warn, :owner, :role)
            on conflict do nothing returning *""")
        .bind("kind", order.subjectKind())
        .bind("subject", order.subjectId())
        .bind("name", order.subjectName())
        .bind("stage", order.stage())
        .bind("channel", order.channel())
        .bind("policy", policy.id())
        .bind("received", received)
        .bind("on", order.on())
        .bind("targetBudget", dates.targetBudget().toMillis())
        .bind("limitBudget", dates.limitBudget().toMillis())
        .bind("target", dates.target())
        .bind("limit", dates.limit())
        .bind("warn", dates.warn())
        .bind("owner", order.owner().staffId())
        .bind("role", order.owner().role())
        .map((row, context) -> SlaClock.row(row, policy))
        .findOne()
        .orElseThrow(() -> new RuleBroken("sla.already-runs"));
  }

  private static void plan(
      Handle handle, SlaClock clock, Reckoning dates, WorkingCalendar calendar) {
    var milestones =
        Milestones.open(handle, List.of(clock.id())).getOrDefault(clock.id(), List.of());
    plan(handle, clock, dates, milestones, calendar);
  }

  private static void plan(
      Handle handle,
      SlaClock clock,
      Reckoning dates,
      List<Milestone> milestones,
      WorkingCalendar calendar) {
    var plan = new RungPlan();
    plan.of(clock.id(), clock.round(), dates);
    milestones.forEach(each -> plan.milestone(clock, clock.round(), each, calendar));
    plan.write(handle);
  }

  /**
   * Stops the time: we wait for somebody else.
   *
   * @param reason why, in words or as a code
   * @param by key of a member of staff; null for the machine
   * @throws RuleBroken if no such clock runs
   */
  public SlaClock suspend(
      Handle handle, String subjectKind, long subjectId, Stage stage, String reason, Long by) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    if (clock.state() != ClockState.RUNNING) {
      throw new RuleBroken("sla.already-paused");
    }
    var now = now();
    var used = clock.used().plus(ran(handle, clock, now));
    handle
        .createUpdate(
            "update sla_clock set state = 'SUSPENDED', used_ms = :used, running_since = null, paused_at = :now where id = :id")
        .bind("used", used.toMillis())
        .bind("now", now)
        .bind("id", clock.id())
        .execute();
    RungPlan.pause(handle, clock.id());
    return noted(handle, Ledger.Kind.SUSPENDED, by, reason, clock);
  }

  private Duration ran(Handle handle, SlaClock clock, Instant until) {
    return calendars.hold(handle).between(clock.channel(), clock.runningSince(), until);
  }

  /**
   * Lets the time run on: the dates move by as much opening time as the pause really took.
   *
   * @param by key of a member of staff; null for the machine
   * @throws RuleBroken if the clock is not paused
   */
  public SlaClock resume(Handle handle, String subjectKind, long subjectId, Stage stage, Long by) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    if (clock.state() != ClockState.SUSPENDED) {
      throw new RuleBroken("sla.not-paused");
    }
    var now = now();
    var calendar = calendars.hold(handle);
    var dates = Reckoning.of(calendar, clock.policy().rule(), Reckoning.Facts.of(clock, now));
    handle
        .createUpdate(
            """
            update sla_clock set state = 'RUNNING', running_since = :now, paused_ms = paused_ms + :paused where id = :id""")
        .bind("now", now)
        .bind("paused", Duration.between(clock.pausedAt(), now).toMillis())
        .bind("id", clock.id())
        .execute();
    setDates(handle, clock.id(), dates);
    var running = noted(handle, Ledger.Kind.RESUMED, by, null, clock);
    plan(handle, running, dates, calendar);
    return running;
  }

  private static void setDates(Handle handle, long id, Reckoning dates) {
    handle
        .createUpdate(
            """
            update sla_clock set target_budget_ms = :targetBudget, limit_budget_ms = :limitBudget,
                   target_at = :target, limit_at = :limit, warn_at = :warn
             where id = :id""")
        .bind("targetBudget", dates.targetBudget().toMillis())
        .bind("limitBudget", dates.limitBudget().toMillis())
        .bind("target", dates.target())
        .bind("limit", dates.limit())
        .bind("warn", dates.warn())
        .bind("id", id)
        .execute();
  }

  /**
   * The customer has what they waited for. From then on nothing can be too late.
   *
   * @param at when they had it
   * @param by key of a member of staff; null for the machine
   * @throws RuleBroken if no such clock is open
   */
  public SlaClock met(
      Handle handle, String subjectKind, long subjectId, Stage stage, Instant at, Long by) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    var counted = clock.state() == ClockState.SUSPENDED ? clock.pausedAt() : at;
    var state = counted.isAfter(clock.limit()) ? ClockState.BREACHED_THEN_MET : ClockState.MET;
    var met = end(handle, clock, state, at);
    note(handle, Ledger.Kind.MET, by, state.name(), null, clock, met);
    return met;
  }

  /**
   * The customer no longer waits for it.
   *
   * @param reason why, in words or as a code
   * @param by key of a member of staff; null for the machine
   * @throws RuleBroken if no such clock is open
   */
  public SlaClock withdraw(
      Handle handle, String subjectKind, long subjectId, Stage stage, String reason, Long by) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    var over = end(handle, clock, ClockState.WITHDRAWN, now());
    note(handle, Ledger.Kind.WITHDRAWN, by, reason, null, clock, over);
    return over;
  }

  private SlaClock end(Handle handle, SlaClock clock, ClockState state, Instant at) {
    var used =
        clock.state() == ClockState.RUNNING
            ? clock.used().plus(ran(handle, clock, at))
            : clock.used();
    var paused =
        clock.state() == ClockState.SUSPENDED && at.isAfter(clock.pausedAt())
            ? clock.paused().plus(Duration.between(clock.pausedAt(), at))
            : clock.paused();
    RungPlan.stop(handle, clock.id());
    return handle
        .createQuery(
            """
            update sla_clock set state = :state, used_ms = :used, paused_ms = :paused, running_since = null, ended_at = :at
             where id = :id returning *""")
        .bind("state", state)
        .bind("used", used.toMillis())
        .bind("paused", paused.toMillis())
        .bind("at", at)
        .bind("id", clock.id())
        .map((row, context) -> SlaClock.row(row, clock.policy()))
        .one();
  }

  /**
   * Another day was agreed: the time counts anew from now, also of a clock that was paused. Who was
   * told of the old day is told of the new one too.
   *
   * @param on the new day
   * @param reason why, in words or as a code
   * @param by key of a member of staff; null for the machine
   * @throws RuleBroken if no such clock is open, or it does not count by a day
   */
  public SlaClock reschedule(
      Handle handle,
      String subjectKind,
      long subjectId,
      Stage stage,
      LocalDate on,
      String reason,
      Long by) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    if (clock.policy().rule().kind() != RuleKind.ON_DATE) {
      throw new RuleBroken("sla.counts-by-no-day");
    }
    var calendar = calendars.hold(handle);
    var now = now();
    var dates =
        Reckoning.of(
            calendar, clock.policy().rule(), Reckoning.Facts.beginning(clock.channel(), now, on));
    RungPlan.stop(handle, clock.id());
    beginAnew(handle, clock, on, now);
    setDates(handle, clock.id(), dates);
    var moved = read(handle, clock.id());
    note(handle, Ledger.Kind.MOVED, by, reason, dates.rolled(), clock, moved);
    plan(handle, moved, dates, calendar);
    return moved;
  }

  private static void beginAnew(Handle handle, SlaClock clock, LocalDate on, Instant now) {
    var paused =
        clock.state() == ClockState.SUSPENDED
            ? clock.paused().plus(Duration.between(clock.pausedAt(), now))
            : clock.paused();
    handle
        .createUpdate(
            """
            update sla_clock set on_day = :on, round = round + 1, state = 'RUNNING', used_ms = 0, paused_ms = :paused,
                   counted_from = :now, running_since = :now
             where id = :id""")
        .bind("on", on)
        .bind("paused", paused.toMillis())
        .bind("now", now)
        .bind("id", clock.id())
        .execute();
    handle
        .createUpdate(
            "update sla_rung set round = :round where clock_id = :id and kind = 'MILESTONE' and fired_at is null")
        .bind("round", clock.round() + 1)
        .bind("id", clock.id())
        .execute();
  }

  /**
   * Other milestones count from now on. What was told of the old ones stays told.
   *
   * @param gone those that count no longer
   * @param fresh those that count instead; one whose moment has passed is told at once
   * @throws RuleBroken if no such clock is open
   */
  public void exchangeMilestones(
      Handle handle,
      String subjectKind,
      long subjectId,
      Stage stage,
      List<Milestone> gone,
      List<Milestone> fresh) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    RungPlan.forget(handle, clock.id(), gone);
    fresh.forEach(each -> RungPlan.note(handle, clock.id(), clock.round(), each));
    if (clock.state() == ClockState.RUNNING) {
      var calendar = calendars.hold(handle);
      var plan = new RungPlan();
      fresh.forEach(each -> plan.milestone(clock, clock.round(), each, calendar));
      plan.write(handle);
    }
  }

  /**
   * Somebody else keeps the date, and is told what there is to tell from now on.
   *
   * @throws RuleBroken if no such clock is open
   */
  public SlaClock give(
      Handle handle, String subjectKind, long subjectId, Stage stage, Owner owner) {
    var clock = hold(handle, subjectKind, subjectId, stage);
    handle
        .createUpdate("update sla_clock set owner_id = :owner, owner_role = :role where id = :id")
        .bind("owner", owner.staffId())
        .bind("role", owner.role())
        .bind("id", clock.id())
        .execute();
    return read(handle, clock.id());
  }

  /** All clocks of a subject, those that are over too, the oldest first. */
  public List<SlaClock> of(String subjectKind, long subjectId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SlaClock.SELECT
                        + " where c.subject_kind = :kind and c.subject_id = :subject order by c.id")
                .bind("kind", subjectKind)
                .bind("subject", subjectId)
                .map((row, context) -> SlaClock.row(row))
                .list());
  }

  /** A clock; empty if there is none with this key. */
  public Optional<SlaClock> find(long id) {
    return database.with(
        handle ->
            handle
                .createQuery(SlaClock.SELECT + " where c.id = :id")
                .bind("id", id)
                .map((row, context) -> SlaClock.row(row))
                .findOne());
  }

  /** What happened to a clock, in words, the first on top; empty if there is no such clock. */
  public List<StoryLine> storyOf(long clockId, Locale language) {
    return database.with(handle -> Story.of(handle, clockId, language));
  }

  /**
   * Why a clock stands where it stands, in one line: when it was received, how long it was paused,
   * what moved its dates.
   */
  public String explain(SlaClock clock, Locale language) {
    return database.with(
        handle -> Story.explain(handle, clock, calendars.read(handle).calendar(), now(), language));
  }

  /**
   * Holds what a subject waits for until the end of the transaction, before anything else of it is
   * touched: the calendar first and then its open clocks, as a change of the calendar does.
   *
   * @param subjectKind as in {@link ClockOrder}
   */
  public void holdAll(Handle handle, String subjectKind, long subjectId) {
    handle
        .createQuery(
            """
            with calendar as materialized (select version from calendar_state for share)
            select c.id from sla_clock c
             where (select count(*) from calendar) = 1
               and c.subject_kind = :kind and c.subject_id = :subject and c.ended_at is null
             order by c.id for update of c""")
        .bind("kind", subjectKind)
        .bind("subject", subjectId)
        .mapTo(Long.class)
        .list();
  }

  /**
   * The open clock, held until the end of the transaction; and before it the calendar, as a change
   * of that holds the calendar first and then clocks.
   */
  private SlaClock hold(Handle handle, String kind, long subject, Stage stage) {
    calendars.hold(handle);
    return handle
        .createQuery(
            SlaClock.SELECT
                + " where c.subject_kind = :kind and c.subject_id = :subject and c.stage = :stage and c.ended_at is null for update of c")
        .bind("kind", kind)
        .bind("subject", subject)
        .bind("stage", stage)
        .map((row, context) -> SlaClock.row(row))
        .findOne()
        .orElseThrow(() -> new RuleBroken("sla.no-open-clock"));
  }

  private static SlaClock read(Handle handle, long id) {
    return handle
        .createQuery(SlaClock.SELECT + " where c.id = :id")
        .bind("id", id)
        .map((row, context) -> SlaClock.row(row))
        .one();
  }

  private SlaClock noted(Handle handle, Ledger.Kind kind, Long by, String reason, SlaClock before) {
    var after = read(handle, before.id());
    note(handle, kind, by, reason, null, before, after);
    return after;
  }

  private void note(
      Handle handle,
      Ledger.Kind kind,
      Long by,
      String reason,
      ClosedDay rolled,
      SlaClock before,
      SlaClock after) {
    var at = kind == Ledger.Kind.MET ? after.ended() : now();
    Ledger.write(handle, new Ledger.Entry(kind, at, by, reason, rolled, before, after));
  }

  private Instant now() {
    return time.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
