package org.klantbrug.transfer;

import java.util.List;

/** Figures that hold the totals of the old company's own ledger against what is live. */
final class TotalFigures {
  private TotalFigures() {}

  /**
   * Do the totals that the old company's own ledger gives agree with what is live of that company?
   *
   * @param measure COUNT or SUM_ and a column of amounts
   * @param ofChanges whether the totals are of the records that were delivered; else of all
   */
  static Figures of(LiveTable table, String measure, boolean ofChanges) {
    var name = StatementLine.CONTROL + (ofChanges ? StatementLine.DELTA : "") + measure;
    return new Figures(
        List.of(name),
        """
        select 0::bigint as delivery_id, 0::bigint as line_no, t.source as record_key, null::text as customer_key,
               null::bigint as target_id, t.value as v_%s
          from merger_control_total t
         where t.run_id = :run and t.company_id = :company and t.entity = '%s' and t.measure = '%s'
        """
            .formatted(name, table, measure),
        table == LiveTable.CUSTOMER
            ? liveCustomers(name, ofChanges)
            : liveFacts(table, measure, name, ofChanges));
  }

  private static String liveFacts(LiveTable table, String measure, String name, boolean ofChanges) {
    var value =
        table.amounts().stream()
            .filter(amount -> measure.equals("SUM_" + amount))
            .map(amount -> "f." + amount)
            .findFirst()
            .orElse("1");
    return """
        select 0::bigint as delivery_id, 0::bigint as line_no, f.source_key as record_key,
               i.source_key as customer_key, f.id as target_id, %s as v_%s
          from %s f join customer_identity i on i.id = f.identity_id
         where i.company_id = :company and %s and %s and %s
        """
        .formatted(
            value,
            name,
            table.table(),
            Figures.IN_FORCE.formatted("f.cutover_id"),
            Figures.NOT_REPLACED,
            ofChanges ? delivered(table, "target_id", "f.id") : "true");
  }

  private static String liveCustomers(String name, boolean ofChanges) {
    return """
        select 0::bigint as delivery_id, 0::bigint as line_no, i.source_key as record_key,
               i.source_key as customer_key, l.party_id as target_id, 1 as v_%s
          from customer_identity i join customer_party_link l on l.identity_id = i.id
         where i.company_id = :company and l.ended_at is null and (l.cutover_id is null or %s) and %s
        """
        .formatted(
            name,
            Figures.IN_FORCE.formatted("l.cutover_id"),
            ofChanges ? delivered(LiveTable.CUSTOMER, "record_key", "i.source_key") : "true");
  }

  /** Whether this cut-over brought the record, or found it here as it was delivered. */
  private static String delivered(LiveTable table, String column, String value) {
    return "%s in (select g.%s from %s and g.target_id is not null)"
        .formatted(value, column, Figures.OUR_LEDGER.formatted(table));
  }
}
