package org.klantbrug.programme;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/** Briefings and their readers as they are stored. */
final class BriefingRows {
  /** SQL: the staff {@code s} who serve customers, and are to read. */
  static final String ASKED =
      """
      s.active and exists (select from identity_staff_role k join identity_permission q on q.role_code = k.role_code
                            where k.staff_id = s.id and q.action = '%s')"""
          .formatted(Action.BRIEFING_READ.code());

  private static final String SELECT =
      """
      select b.id, b.merger_id, m.name as merger_name, b.no, b.title, b.body, p.full_name as published_by, b.published_at,
             b.no = (select max(x.no) from programme_briefing x where x.merger_id = b.merger_id) as newest
        from programme_briefing b
        join merger_merger m on m.id = b.merger_id
        join identity_staff p on p.id = b.published_by
      """;

  private BriefingRows() {}

  static Optional<Briefing> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where b.id = :id")
        .bind("id", id)
        .map(ConstructorMapper.of(Briefing.class))
        .findOne();
  }

  static Optional<Briefing> askedBy(Handle handle, long reader) {
    return handle
        .createQuery(
            SELECT + " where b.id = (select briefing_id from programme_reader where id = :reader)")
        .bind("reader", reader)
        .map(ConstructorMapper.of(Briefing.class))
        .findOne();
  }

  static List<Briefing> of(Handle handle, long merger) {
    return handle
        .createQuery(SELECT + " where b.merger_id = :merger order by b.no desc")
        .bind("merger", merger)
        .map(ConstructorMapper.of(Briefing.class))
        .list();
  }

  /** The newest versions of all mergers that go on. */
  static List<Long> newest(Handle handle) {
    return handle
        .createQuery(
            """
            select max(id) from programme_briefing where merger_id not in (select merger_id from programme_over)
             group by merger_id""")
        .mapTo(Long.class)
        .list();
  }

  static long add(Handle handle, long merger, String title, String body, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            insert into programme_briefing (merger_id, no, title, body, published_by, published_at)
            select :merger, coalesce(max(no), 0) + 1, :title, :body, :by, :at from programme_briefing where merger_id = :merger
            returning id""")
        .bind("merger", merger)
        .bind("title", title)
        .bind("body", body)
        .bind("by", by.id())
        .bind("at", at)
        .mapTo(Long.class)
        .one();
  }

  /** Until the end of the transaction nobody else publishes for this merger. */
  static void hold(Handle handle, long merger) {
    handle
        .createQuery(
            "select merger_id from programme_programme where merger_id = :merger for update")
        .bind("merger", merger)
        .mapTo(Long.class)
        .one();
  }

  /** The newest version of a merger, if it says just this. */
  static Optional<Long> theSame(Handle handle, long merger, String title, String body) {
    return handle
        .createQuery(
            """
            select id from programme_briefing b where merger_id = :merger and title = :title and body = :body
               and no = (select max(no) from programme_briefing where merger_id = :merger)""")
        .bind("merger", merger)
        .bind("title", title)
        .bind("body", body)
        .mapTo(Long.class)
        .findOne();
  }

  /** Rows of who is still asked to read any version of a merger. */
  static List<Long> unread(Handle handle, long merger) {
    return asked(handle, "b.merger_id = :merger", merger);
  }

  /** Rows of who is still asked to read something of a merger that is over. */
  static List<Long> unreadOfWhatIsOver(Handle handle) {
    return asked(handle, "b.merger_id in (select merger_id from programme_over)", 0);
  }

  private static List<Long> asked(Handle handle, String where, long merger) {
    return handle
        .createQuery(
            """
            select r.id from programme_reader r join programme_briefing b on b.id = r.briefing_id
              join work_item w on w.subject_kind = 'programme_reader' and w.subject_id = r.id and w.state = 'OPEN'
             where r.read_at is null and %s"""
                .formatted(where))
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("merger", merger)
        .mapTo(Long.class)
        .list();
  }

  /** Somebody who was just asked to read, with one of his roles. */
  public record Asked(long id, long staffId, String role) {}

  /** Asks all who are to read and were not asked yet. */
  static List<Asked> asked(Handle handle, long briefing) {
    return handle
        .createQuery(
            """
            with added as (
              insert into programme_reader (briefing_id, staff_id)
              select :briefing, s.id from identity_staff s where %s
              on conflict do nothing returning id, staff_id)
            select a.id, a.staff_id, min(k.role_code) as role
              from added a join identity_staff_role k on k.staff_id = a.staff_id
              join identity_permission q on q.role_code = k.role_code and q.action = :action
             group by a.id, a.staff_id order by a.id"""
                .formatted(ASKED))
        .bind("briefing", briefing)
        .bind("action", Action.BRIEFING_READ.code())
        .map(ConstructorMapper.of(Asked.class))
        .list();
  }

  /** Somebody's row is there from now on. */
  static void reader(Handle handle, long briefing, long staff) {
    handle
        .createUpdate(
            "insert into programme_reader (briefing_id, staff_id) values (:briefing, :staff) on conflict do nothing")
        .bind("briefing", briefing)
        .bind("staff", staff)
        .execute();
  }

  static Optional<Long> read(Handle handle, long briefing, Staff by, Instant at) {
    return handle
        .createQuery(
            """
            update programme_reader set read_at = :at
             where briefing_id = :briefing and staff_id = :staff and read_at is null returning id""")
        .bind("at", at)
        .bind("briefing", briefing)
        .bind("staff", by.id())
        .mapTo(Long.class)
        .findOne();
  }

  static int excuse(Handle handle, long briefing, long staff, String why, Staff by, Instant at) {
    return handle
        .createUpdate(
            """
            update programme_reader set excused_by = :by, excused_at = :at, excused_reason = :why
             where briefing_id = :briefing and staff_id = :staff and read_at is null""")
        .bind("by", by.id())
        .bind("at", at)
        .bind("why", why)
        .bind("briefing", briefing)
        .bind("staff", staff)
        .execute();
  }

  static List<Reader> readers(Handle handle, long briefing) {
    return handle
        .createQuery(
            """
            select s.id as staff_id, s.full_name as name, s.team_id, t.name as team, r.read_at, e.full_name as excused_by,
                   r.excused_reason
              from identity_staff s
              left join identity_team t on t.id = s.team_id
              left join programme_reader r on r.staff_id = s.id and r.briefing_id = :briefing
              left join identity_staff e on e.id = r.excused_by
             where %s order by t.name nulls last, s.full_name, s.id"""
                .formatted(ASKED))
        .bind("briefing", briefing)
        .map(ConstructorMapper.of(Reader.class))
        .list();
  }

  static List<Briefing> waitingFor(Handle handle, long staff) {
    return handle
        .createQuery(
            "select * from ("
                + SELECT
                + """
                  where not exists (select from programme_reader r
                                     where r.briefing_id = b.id and r.staff_id = :staff and r.read_at is not null)) n
                 where n.newest and n.merger_id not in (select merger_id from programme_over) order by n.id""")
        .bind("staff", staff)
        .map(ConstructorMapper.of(Briefing.class))
        .list();
  }
}
