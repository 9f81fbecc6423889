package org.klantbrug.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Records that the old company delivered and so may well count in its books, but that do not live
 * here: rejected, let go, repeated, or of a customer who is not here.
 */
final class MissingRecords {
  private MissingRecords() {}

  /**
   * SQL for a page of them, in the order of the files. Binds {@code cutover, company, size, skip}.
   *
   * @param measure COUNT or SUM_ and a column of amounts: what a record counts for there
   */
  static String sql(LiveTable table, String measure) {
    var value =
        table.amounts().stream()
            .filter(amount -> measure.equals("SUM_" + amount))
            .map(amount -> "s." + amount)
            .findFirst()
            .orElse("1");
    return """
        select coalesce(s.source_key, g.record_key) as record_key, %1$s as customer_key, d.file_name, g.line_no,
               %2$s as source_value, coalesce(r.code, g.reason) as reason,
               case when r.state = 'ACCEPTED' then r.reason end as let_go
          from transfer_ledger g
          join merger_delivery d on d.id = g.delivery_id
          left join %3$s s on s.delivery_id = g.delivery_id and s.line_no = g.line_no
          left join merger_reject r on r.delivery_id = g.delivery_id and r.line_no = g.line_no
         where g.cutover_id = :cutover and g.company_id = :company and g.entity = '%4$s'
           and g.target_id is null and g.reason <> 'RENEWED_IN_RUN'
         order by g.delivery_id, g.line_no limit :size offset :skip
        """
        .formatted(
            table == LiveTable.CUSTOMER ? "s.source_key" : "s.customer_key",
            value,
            table.entity().stagingTable(),
            table);
  }

  static StatementRow row(ResultSet rs, StatementContext context) throws SQLException {
    return new StatementRow(
        rs.getString("record_key"),
        rs.getString("customer_key"),
        rs.getString("file_name"),
        rs.getLong("line_no"),
        null,
        rs.getBigDecimal("source_value"),
        null,
        rs.getString("reason"),
        rs.getString("let_go"));
  }
}
