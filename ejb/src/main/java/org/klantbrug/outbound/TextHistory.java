package org.klantbrug.outbound;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.KeptVersion;

/** What texts said before; only added to. */
final class TextHistory {
  private TextHistory() {}

  /** Keeps a text as it is now. */
  static void keep(Handle handle, TextTemplate template) {
    handle
        .createUpdate(
            """
            insert into outbound_text_version (text_id, version, place, name, text_nl, text_en, active, changed_by, changed_at)
            select id, version, place, name, text_nl, text_en, active, changed_by, changed_at
              from outbound_text where place = :place and name = :name
            on conflict do nothing""")
        .bind("place", template.place())
        .bind("name", template.name())
        .execute();
  }

  /** By key of a text its versions, the newest first. */
  static Map<String, List<KeptVersion>> all(Handle handle) {
    return KeptVersion.read(
        handle,
        """
        select v.*, v.text_id as key, s.full_name from outbound_text_version v left join identity_staff s on s.id = v.changed_by
         order by v.text_id, v.version desc""",
        List.of("place", "name", "text_nl", "text_en", "active"));
  }
}
