package org.klantbrug.crisis;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Crises as rows: read, held, written. */
final class CrisisRows {
  static final String SELECT =
      """
      select c.id, c.number, c.name, c.what_happened, c.level, c.state, c.exercise, c.lead_id, l.full_name as lead, c.cause,
             c.proposed_by as proposed_by_id, p.full_name as proposed_by, c.proposed_at, d.full_name as decided_by,
             c.decided_at, c.decided_why, s.full_name as stood_down_by, c.stood_down_at, c.stood_down_why,
             z.full_name as closed_by, c.closed_at, c.threat_id, c.process_instance, c.report_minutes, c.next_report_at, c.version
        from crisis_crisis c
        join identity_staff p on p.id = c.proposed_by
        left join identity_staff l on l.id = c.lead_id
        left join identity_staff d on d.id = c.decided_by
        left join identity_staff s on s.id = c.stood_down_by
        left join identity_staff z on z.id = c.closed_by
      """;

  private CrisisRows() {}

  static Crisis read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where c.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Crisis.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.unknown", id));
  }

  /** As {@link #read}; until the end of the transaction nobody else takes a step. */
  static Crisis hold(Handle handle, long id) {
    handle
        .createQuery("select id from crisis_crisis where id = :id for no key update")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
    return read(handle, id);
  }

  static long insert(
      Handle handle, NewCrisis crisis, Long threat, LocalDate today, Instant at, long by) {
    return handle
        .createQuery(
            """
            insert into crisis_crisis (number, name, what_happened, cause, exercise, threat_id, state, proposed_by, proposed_at)
            select 'C-' || :year || '-' || lpad(n.no, greatest(4, length(n.no)), '0'), :name, :what, :cause, :exercise,
                   cast(:threat as bigint), 'CANDIDATE', :by, :at
              from (select cast(nextval('crisis_number_seq') as text) as no) n
            returning id""")
        .bind("year", Integer.toString(today.getYear()))
        .bind("name", crisis.name())
        .bind("what", crisis.whatHappened())
        .bind("cause", crisis.cause())
        .bind("exercise", crisis.exercise())
        .bind("threat", threat)
        .bind("by", by)
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  static void renamed(Handle handle, long id, String name) {
    handle
        .createUpdate("update crisis_crisis set name = :name, version = version + 1 where id = :id")
        .bind("name", name)
        .bind("id", id)
        .execute();
  }

  static void ledBy(Handle handle, long id, String process) {
    handle
        .createUpdate("update crisis_crisis set process_instance = :process where id = :id")
        .bind("process", process)
        .bind("id", id)
        .execute();
  }

  static void declared(
      Handle handle, long id, Declaration decided, int minutes, Instant at, Staff by) {
    handle
        .createUpdate(
            """
            update crisis_crisis
               set state = 'DECLARED', level = :level, lead_id = :lead, decided_by = :by, decided_at = :at, decided_why = :why,
                   report_minutes = :minutes, next_report_at = :next, version = version + 1
             where id = :id""")
        .bind("level", decided.level())
        .bind("lead", decided.leadId())
        .bind("by", by.id())
        .bind("at", at)
        .bind("why", decided.why())
        .bind("minutes", minutes)
        .bind("next", at.plus(Duration.ofMinutes(minutes)))
        .bind("id", id)
        .execute();
  }

  static void rejected(Handle handle, long id, String why, Instant at, Staff by) {
    handle
        .createUpdate(
            """
            update crisis_crisis
               set state = 'REJECTED', decided_by = :by, decided_at = :at, decided_why = :why, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("why", why)
        .bind("id", id)
        .execute();
  }

  static void scaled(Handle handle, long id, int level, int minutes, Instant at) {
    handle
        .createUpdate(
            """
            update crisis_crisis
               set level = :level, report_minutes = :minutes, next_report_at = least(next_report_at, :next), version = version + 1
             where id = :id""")
        .bind("level", level)
        .bind("minutes", minutes)
        .bind("next", at.plus(Duration.ofMinutes(minutes)))
        .bind("id", id)
        .execute();
  }

  static void stoodDown(Handle handle, long id, String why, Instant at, Staff by) {
    handle
        .createUpdate(
            """
            update crisis_crisis
               set state = 'STOOD_DOWN', stood_down_by = :by, stood_down_at = :at, stood_down_why = :why, next_report_at = null,
                   version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("why", why)
        .bind("id", id)
        .execute();
  }

  static void closed(Handle handle, long id, Instant at, Staff by) {
    handle
        .createUpdate(
            """
            update crisis_crisis set state = 'CLOSED', closed_by = :by, closed_at = :at, version = version + 1
             where id = :id""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /** What runs follows the rhythm of its level from its next report on, unless its lead set one. */
  static void follow(Handle handle, int level, int before, int minutes) {
    handle
        .createUpdate(
            """
            update crisis_crisis set report_minutes = :minutes
             where state = 'DECLARED' and level = :level and report_minutes = :before""")
        .bind("minutes", minutes)
        .bind("level", level)
        .bind("before", before)
        .execute();
  }

  /**
   * When the next situation report is asked for.
   *
   * @param minutes between two of them
   */
  static void reportsEvery(Handle handle, long id, int minutes, Instant next) {
    handle
        .createUpdate(
            "update crisis_crisis set report_minutes = :minutes, next_report_at = :next where id = :id")
        .bind("minutes", minutes)
        .bind("next", next)
        .bind("id", id)
        .execute();
  }
}
