package org.klantbrug.privacy;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;

/** Who can be asked to confirm what one person decided. */
final class SecondPerson {
  /** Who is asked first on top; the last of them if nobody else can. */
  private static final List<String> ROLES = List.of("privacyOfficer", "legal", "admin");

  private SecondPerson() {}

  /**
   * Puts it on the list of who may confirm it, in the caller's transaction.
   *
   * @param kind of the work item
   * @param action that it takes
   */
  static void ask(
      Handle handle,
      String kind,
      String subjectKind,
      long subjectId,
      String subjectName,
      Action action,
      Staff first,
      Instant now) {
    handle
        .createUpdate(
            """
            insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, not_staff_id, outcomes, created_at)
            values (:kind, :subject, :id, :name, :role, :first, array['confirmed'], :now)""")
        .bind("kind", kind)
        .bind("subject", subjectKind)
        .bind("id", subjectId)
        .bind("name", subjectName)
        .bind("role", role(handle, action, first))
        .bind("first", first.id())
        .bind("now", now)
        .execute();
  }

  /** He said yes or no; nothing happens if nobody was asked. */
  static void answered(
      Handle handle, String subjectKind, long subjectId, String kind, Staff by, Instant now) {
    handle
        .createUpdate(
            """
            update work_item set state = 'DONE', outcome = 'confirmed', completed_by = :by, completed_at = :now, version = version + 1
             where subject_kind = :subject and subject_id = :id and kind = :kind and state = 'OPEN'""")
        .bind("by", by.id())
        .bind("now", now)
        .bind("subject", subjectKind)
        .bind("id", subjectId)
        .bind("kind", kind)
        .execute();
  }

  /**
   * The role of which somebody else than this person may do it, so that the task stands on
   * somebody's list.
   */
  static String role(Handle handle, Action action, Staff first) {
    return handle
        .createQuery(
            """
            select r.role_code
              from identity_staff_role r
              join identity_staff s on s.id = r.staff_id and s.active and s.id <> :first
              join identity_permission p on p.role_code = r.role_code and p.action = :action
             where r.role_code = any(:roles)
             order by array_position(:roles, r.role_code) limit 1""")
        .bind("first", first.id())
        .bind("action", action.code())
        .bindArray("roles", String.class, ROLES)
        .mapTo(String.class)
        .findOne()
        .orElseGet(() -> ROLES.get(0));
  }
}
