package org.klantbrug.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;

/** Who has the same thing open just now, and who writes. */
@ApplicationScoped
public class Presence {
  /** Who was not heard of for so long has left; a page says every five seconds that it is open. */
  public static final Duration HERE = Duration.ofSeconds(15);

  /** Who typed so lately is still writing. */
  private static final Duration TYPING = Duration.ofSeconds(10);

  /** Nobody asks who was there before that. */
  private static final Duration KEPT = Duration.ofHours(1);

  private final Database database;
  private final BusinessClock clock;

  /** For the container's proxy. */
  protected Presence() {
    this(null, null);
  }

  /** Works with these. */
  @Inject
  public Presence(Database database, BusinessClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A colleague who has it open. */
  public record Colleague(String name, boolean typing) {}

  /**
   * Says that somebody has it open, and who else has.
   *
   * @param subjectKind what it is: {@code complaint}, {@code task}
   * @param typed whether they typed since they last said so
   */
  public List<Colleague> here(String subjectKind, long subjectId, boolean typed, Staff staff) {
    var now = clock.now();
    return database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into work_presence (subject_kind, subject_id, staff_id, seen_at, typed_at)
                  values (:kind, :subject, :me, :now, case when :typed then cast(:now as timestamptz) end)
                  on conflict (subject_kind, subject_id, staff_id)
                  do update set seen_at = excluded.seen_at, typed_at = coalesce(excluded.typed_at, work_presence.typed_at)""")
              .bind("kind", subjectKind)
              .bind("subject", subjectId)
              .bind("me", staff.id())
              .bind("now", now)
              .bind("typed", typed)
              .execute();
          handle
              .createUpdate("delete from work_presence where staff_id = :me and seen_at < :before")
              .bind("me", staff.id())
              .bind("before", now.minus(KEPT))
              .execute();
          return others(handle, subjectKind, subjectId, staff);
        });
  }

  private List<Colleague> others(Handle handle, String subjectKind, long subjectId, Staff staff) {
    return handle
        .createQuery(
            """
            select s.full_name as name, coalesce(p.typed_at > :typing, false) as typing
              from work_presence p join identity_staff s on s.id = p.staff_id
             where p.subject_kind = :kind and p.subject_id = :subject and p.staff_id <> :me and p.seen_at > :here
             order by s.full_name""")
        .bind("kind", subjectKind)
        .bind("subject", subjectId)
        .bind("me", staff.id())
        .bind("here", clock.now().minus(HERE))
        .bind("typing", clock.now().minus(TYPING))
        .map(ConstructorMapper.of(Colleague.class))
        .list();
  }
}
