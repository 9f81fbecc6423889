package org.klantbrug.sla;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Writes what was counted anew, many clocks in one statement. */
final class ClockWriting {
  private ClockWriting() {}

  /**
   * Why dates move.
   *
   * @param change key of what was changed
   * @param by key of who changed it
   */
  record Cause(long change, Instant at, long by) {}

  /** Clocks that ran by another version go by the new one, also while they are paused. */
  static void policies(
      Handle handle, List<SlaClock> clocks, Function<SlaClock, ReplyTime> policyOf) {
    var other =
        clocks.stream().filter(each -> policyOf.apply(each).id() != each.policy().id()).toList();
    if (other.isEmpty()) {
      return;
    }
    handle
        .createUpdate("update sla_clock set policy_id = :policy where id = any(:clocks)")
        .bind("policy", policyOf.apply(other.get(0)).id())
        .bindArray("clocks", Long.class, other.stream().map(SlaClock::id).toList())
        .execute();
  }

  /** The dates of clocks that run; both lists in the same order. */
  static void dates(Handle handle, List<SlaClock> clocks, List<Reckoning> dates) {
    handle
        .createUpdate(
            """
            update sla_clock c
               set target_at = n.target, limit_at = n.late, warn_at = n.warn,
                   target_budget_ms = n.target_budget, limit_budget_ms = n.limit_budget
              from unnest(cast(:clocks as bigint[]), cast(:targets as timestamptz[]), cast(:limits as timestamptz[]),
                          cast(:warns as timestamptz[]), cast(:targetBudgets as bigint[]), cast(:limitBudgets as bigint[]))
                   as n (id, target, late, warn, target_budget, limit_budget)
             where c.id = n.id""")
        .bindArray("clocks", Long.class, clocks.stream().map(SlaClock::id).toList())
        .bindArray("targets", String.class, texts(dates.stream().map(Reckoning::target).toList()))
        .bindArray("limits", String.class, texts(dates.stream().map(Reckoning::limit).toList()))
        .bindArray("warns", String.class, texts(dates.stream().map(Reckoning::warn).toList()))
        .bindArray(
            "targetBudgets",
            Long.class,
            dates.stream().map(each -> each.targetBudget().toMillis()).toList())
        .bindArray(
            "limitBudgets",
            Long.class,
            dates.stream().map(each -> each.limitBudget().toMillis()).toList())
        .execute();
  }

  /** That dates moved; to be written before the dates. */
  static void events(Handle handle, List<Move> moves, Cause cause) {
    handle
        .createUpdate(
            """
            insert into sla_event (clock_id, kind, at, staff_id, change_id, used_ms,
                                   target_before, limit_before, target_at, limit_at)
            select c.id, 'MOVED', :at, :by, :change, c.used_ms, c.target_at, c.limit_at, n.target, n.late
              from unnest(cast(:clocks as bigint[]), cast(:targets as timestamptz[]), cast(:limits as timestamptz[]))
                   as n (id, target, late)
              join sla_clock c on c.id = n.id
             order by c.id""")
        .bind("at", cause.at())
        .bind("by", cause.by())
        .bind("change", cause.change())
        .bindArray("clocks", Long.class, moves.stream().map(Move::clockId).toList())
        .bindArray("targets", String.class, texts(moves.stream().map(Move::target).toList()))
        .bindArray("limits", String.class, texts(moves.stream().map(Move::limit).toList()))
        .execute();
  }

  private static List<String> texts(List<Instant> moments) {
    return moments.stream().map(Instant::toString).toList();
  }
}
