package org.klantbrug.privacy;

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
