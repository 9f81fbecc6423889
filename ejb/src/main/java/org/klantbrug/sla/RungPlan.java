package org.klantbrug.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.WorkingCalendar;

/** When there is something to tell of a clock. What was told stays told. */
final class RungPlan {
  private final List<Planned> planned = new ArrayList<>();

  /** A rung; without a moment it waits until the clock runs again. */
  private record Planned(long clockId, int round, RungKind kind, String name, Instant due) {}

  /** The moments of a running clock. */
  void of(long clockId, int round, Reckoning dates) {
    var aim = dates.target().isBefore(dates.limit()) ? dates.target() : null;
    planned.add(new Planned(clockId, round, RungKind.WARN, "", dates.warn()));
    planned.add(new Planned(clockId, round, RungKind.TARGET, "", aim));
    planned.add(new Planned(clockId, round, RungKind.BREACH, "", dates.limit()));
  }

  /** A milestone of a running clock. */
  void milestone(SlaClock clock, int round, Milestone milestone, WorkingCalendar calendar) {
    planned.add(
        new Planned(
            clock.id(),
            round,
            RungKind.MILESTONE,
            milestone.name(),
            due(clock, milestone, calendar)));
  }

  private static Instant due(SlaClock clock, Milestone milestone, WorkingCalendar calendar) {
    var channel = clock.channel();
    var day =
        milestone.on() != null
            ? calendar.workingDayFrom(channel, milestone.on())
            : calendar.workingDayAfter(
                channel, calendar.workingDayOf(channel, clock.received()), milestone.workingDays());
    return calendar.closing(channel, day);
  }

  /** Notes a milestone that is to be planned. */
  static void note(Handle handle, long clockId, int round, Milestone milestone) {
    handle
        .createUpdate(
            """
            insert into sla_rung (clock_id, round, kind, name, working_days, on_day)
            values (:clock, :round, 'MILESTONE', :name, :days, :on)""")
        .bind("clock", clockId)
        .bind("round", round)
        .bind("name", milestone.name())
        .bind("days", milestone.workingDays())
        .bind("on", milestone.on())
        .execute();
  }

  /** Milestones of which nobody was told yet, and nobody will be. */
  static void forget(Handle handle, long clockId, List<Milestone> milestones) {
    handle
        .createUpdate(
            """
            delete from sla_rung
             where clock_id = :clock and kind = 'MILESTONE' and fired_at is null and name = any(:names)""")
        .bind("clock", clockId)
        .bindArray("names", String.class, milestones.stream().map(Milestone::name).toList())
        .execute();
  }

  /** Writes all of it in one statement. */
  void write(Handle handle) {
    if (planned.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            insert into sla_rung (clock_id, round, kind, name, due_at, try_at)
            select clock, round, kind, name, due, due
              from unnest(cast(:clocks as bigint[]), cast(:rounds as int[]), cast(:kinds as text[]), cast(:names as text[]),
                          cast(:dues as timestamptz[])) as planned (clock, round, kind, name, due)
             where due is not null
                or exists (select from sla_rung r where (r.clock_id, r.round, r.kind, r.name)
                                                      = (planned.clock, planned.round, planned.kind, planned.name))
            on conflict (clock_id, round, kind, name) do update
               set due_at = excluded.due_at, try_at = excluded.try_at, failures = 0
             where sla_rung.fired_at is null and sla_rung.due_at is distinct from excluded.due_at""")
        .bindArray("clocks", Long.class, planned.stream().map(Planned::clockId).toList())
        .bindArray("rounds", Integer.class, planned.stream().map(Planned::round).toList())
        .bindArray("kinds", String.class, planned.stream().map(each -> each.kind.name()).toList())
        .bindArray("names", String.class, planned.stream().map(Planned::name).toList())
        .bindArray("dues", String.class, planned.stream().map(RungPlan::dueText).toList())
        .execute();
    planned.clear();
  }

  private static String dueText(Planned planned) {
    return planned.due == null ? null : planned.due.toString();
  }

  /** While a clock stands still its own dates are open; a milestone does not move by that. */
  static void pause(Handle handle, long clockId) {
    handle
        .createUpdate(
            """
            update sla_rung set due_at = null, try_at = null
             where clock_id = :clock and fired_at is null and kind <> 'MILESTONE'""")
        .bind("clock", clockId)
        .execute();
  }

  /** A clock that does not run has nothing to tell. */
  static void stop(Handle handle, long clockId) {
    handle
        .createUpdate(
            "update sla_rung set due_at = null, try_at = null where clock_id = :clock and fired_at is null")
        .bind("clock", clockId)
        .execute();
  }
}
