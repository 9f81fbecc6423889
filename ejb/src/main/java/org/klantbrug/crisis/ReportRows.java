package org.klantbrug.crisis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** Situation reports and their rhythm as they are stored. */
final class ReportRows {
  private static final String SELECT =
      """
      select r.id, r.crisis_id, r.no, r.due_at, r.known, r.not_known, r.customers, r.done, r.next, r.next_at, r.affected,
             r.complaints, r.contacts, r.holds, r.steps_late, s.full_name as written_by, r.written_at
        from crisis_report r join identity_staff s on s.id = r.written_by
      """;

  private ReportRows() {}

  /** Those of a crisis, the newest first. */
  static List<SituationReport> of(Handle handle, long crisis) {
    return handle
        .createQuery(SELECT + " where r.crisis_id = :crisis order by r.no desc")
        .bind("crisis", crisis)
        .map(ConstructorMapper.of(SituationReport.class))
        .list();
  }

  static SituationReport read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where r.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(SituationReport.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("crisis.report-unknown", id));
  }

  static List<SituationReports.Rhythm> rhythms(Handle handle) {
    return handle
        .createQuery(
            "select level, minutes, write_minutes, version from crisis_rhythm order by level desc")
        .map(ConstructorMapper.of(SituationReports.Rhythm.class))
        .list();
  }

  /** How often a crisis of this level is reported on. */
  static SituationReports.Rhythm rhythm(Handle handle, int level) {
    return rhythms(handle).stream()
        .filter(each -> each.level() == level)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No rhythm for level " + level));
  }

  static int set(Handle handle, SituationReports.Rhythm rhythm, Staff by, Instant at) {
    return handle
        .createUpdate(
            """
            update crisis_rhythm set minutes = :minutes, write_minutes = :writeMinutes, changed_by = :by, changed_at = :at,
                   version = version + 1
             where level = :level and version = :version""")
        .bindMethods(rhythm)
        .bind("by", by.id())
        .bind("at", at)
        .execute();
  }

  /** Since when a report is asked for; empty if none is. */
  static Optional<Instant> askedAt(Handle handle, long crisis) {
    return handle
        .createQuery(
            """
            select min(created_at) from work_item
             where subject_kind = 'crisis' and subject_id = :crisis and kind = 'writeSituationReport' and state = 'OPEN'""")
        .bind("crisis", crisis)
        .mapTo(Instant.class)
        .findOne();
  }

  /** What is counted now. */
  static SituationReport.Figures figures(
      Handle handle, long crisis, Optional<TouchedCustomers.Counts> touched, Instant now) {
    return handle
        .createQuery(
            """
            select cast(:affected as bigint) as affected, cast(:complaints as bigint) as complaints,
                   cast(:contacts as bigint) as contacts,
                   (select count(*) from brake_hold h where h.crisis_id = :id and h.released_at is null) as holds,
                   (select count(*) from crisis_step s
                     where s.crisis_id = :id and s.state = 'OPEN' and s.due_at < :now) as steps_late""")
        .bind("affected", touched.map(TouchedCustomers.Counts::affected).orElse(null))
        .bind("complaints", touched.map(TouchedCustomers.Counts::complaints).orElse(null))
        .bind("contacts", touched.map(TouchedCustomers.Counts::contacts).orElse(null))
        .bind("id", crisis)
        .bind("now", now)
        .map(ConstructorMapper.of(SituationReport.Figures.class))
        .one();
  }

  static long add(
      Handle handle,
      long crisis,
      SituationReports.Words words,
      SituationReport.Figures figures,
      Instant due,
      Staff by,
      Instant at) {
    return handle
        .createQuery(
            """
            insert into crisis_report (crisis_id, no, due_at, known, not_known, customers, done, next, next_at, affected, complaints,
                   contacts, holds, steps_late, written_by, written_at)
            values (:crisis, (select count(*) + 1 from crisis_report where crisis_id = :crisis), :due, :known, :notKnown, :customers,
                    :done, :next, :nextAt, :affected, :complaints, :contacts, :holds, :stepsLate, :by, :at)
            returning id""")
        .bindMethods(words)
        .bindMethods(figures)
        .bind("crisis", crisis)
        .bind("due", due)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  /** By when the report that is asked for, or comes next, must be written; empty if none is. */
  static Optional<Instant> dueAt(Handle handle, Crisis crisis) {
    if (!crisis.isRunning()) {
      return Optional.empty();
    }
    var time = Duration.ofMinutes(rhythm(handle, crisis.level()).writeMinutes());
    return askedAt(handle, crisis.id())
        .or(() -> Optional.ofNullable(crisis.nextReportAt()))
        .map(asked -> asked.plus(time));
  }
}
