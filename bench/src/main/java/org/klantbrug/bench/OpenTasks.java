package org.klantbrug.bench;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A work list as full as that of a company in the middle of a takeover. */
final class OpenTasks {
  private OpenTasks() {}

  /**
   * Adds open tasks of five kinds for four roles: one in ten without a day, one in nine in
   * somebody's hands, the others due between four days ago and five weeks from now.
   *
   * @param owner of the database
   */
  static void fill(DataSource owner, int count) {
    try (var connection = owner.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into work_item (kind, subject_kind, subject_id, subject_name, role_code, created_at, due_at, priority, claimed_by)
                select (array['assessComplaint', 'investigateComplaint', 'decideComplaint', 'writeExplanation', 'giveOutcome'])[1 + i % 5],
                       'sample', i, 'K-2026-' || lpad(i::text, 6, '0'),
                       (array['adviser', 'adviser', 'adviser', 'backOfficeHandler', 'complaintCoordinator', 'teamLead'])[1 + i % 6],
                       now() - (i % 5000) * interval '7 minutes',
                       case when i % 10 > 0 then now() + (i % 20000 - 2000) * interval '3 minutes' end,
                       1 + (i % 7 > 0)::int + (i % 11 = 0)::int,
                       case when i % 9 = 0 then (select min(id) from identity_staff) end
                  from generate_series(1, ?) i""");
        var statistics = connection.createStatement()) {
      insert.setInt(1, count);
      insert.executeUpdate();
      statistics.execute("analyze work_item");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
