package org.klantbrug.sla;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.ClosedDay;

/** What happened to a clock; only added to. */
final class Ledger {
  private Ledger() {}

  /** What can happen to a clock. */
  enum Kind {
    STARTED,
    SUSPENDED,
    RESUMED,
    MOVED,
    MET,
    WITHDRAWN
  }

  /**
   * Something that happened.
   *
   * @param by key of a member of staff; null for the machine
   * @param reason why, a code or in words; may be null
   * @param rolled the day that was given and is closed; null if none
   * @param before as it was; null for the first entry
   * @param after as it is now
   */
  record Entry(
      Kind kind,
      Instant at,
      Long by,
      String reason,
      ClosedDay rolled,
      SlaClock before,
      SlaClock after) {}

  static void write(Handle handle, Entry entry) {
    var rolled = entry.rolled();
    var before = entry.before();
    handle
        .createUpdate(
            """
            insert into sla_event (clock_id, kind, at, staff_id, reason, rolled_day, rolled_holiday, rolled_reason, used_ms,
                                   target_before, limit_before, target_at, limit_at)
            values (:clock, :kind, :at, :by, :reason, :rolledDay, :rolledHoliday, :rolledReason, :used,
                    :targetBefore, :limitBefore, :target, :limit)""")
        .bind("clock", entry.after().id())
        .bind("kind", entry.kind())
        .bind("at", entry.at())
        .bind("by", entry.by())
        .bind("reason", entry.reason())
        .bind("rolledDay", rolled == null ? null : rolled.day())
        .bind("rolledHoliday", rolled == null ? null : rolled.holiday())
        .bind("rolledReason", rolled == null ? null : rolled.reason())
        .bind("used", entry.after().used().toMillis())
        .bind("targetBefore", before == null ? null : before.target())
        .bind("limitBefore", before == null ? null : before.limit())
        .bind("target", entry.after().target())
        .bind("limit", entry.after().limit())
        .execute();
  }
}
