package org.klantbrug.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Figures that are read from the same two sets of rows. The statement adds these rows up and the
 * screen lists them, so that a figure opens exactly its rows.
 *
 * <p>Both sets have the columns {@code delivery_id, line_no, record_key, customer_key, target_id}
 * and per measure {@code v_<measure>}: what the row counts for, null if it does not count. They are
 * compared by delivery and line. Binds: {@code cutover, run, company, deliveries}.
 *
 * @param measures names of the figures
 * @param source SQL of the rows on the side of the delivery
 * @param target SQL of the rows on the live side
 */
record Figures(List<String> measures, String source, String target) {

  static final String OUR_LEDGER =
      "transfer_ledger g where g.cutover_id = :cutover and g.company_id = :company and g.entity = '%s'";

  static final String IN_FORCE =
      "(%1$s = :cutover or %1$s in (select id from customer_cutover_live))";

  private static final String COMPARED =
      "a full join b on a.delivery_id = b.delivery_id and a.line_no = b.line_no";

  /** All figures about the records of one entity. */
  static List<Figures> of(LiveTable table) {
    return List.of(delivered(table), outcomes(table, records(table)), there(table), carried(table));
  }

  /**
   * All figures about the records of one entity that a wave carries. Whether every line of the file
   * is known says the whole of the waves.
   *
   * @param several whether the run has several deliveries of this sort
   */
  static List<Figures> ofWave(LiveTable table, boolean several) {
    return List.of(outcomes(table, recordsOfWave(table, several)), there(table), carried(table));
  }

  private static Figures carried(LiveTable table) {
    return table == LiveTable.CUSTOMER ? carriedCustomers() : carriedFacts(table);
  }

  /** Is every line that the reader counted still known, as staged or as reject? */
  private static Figures delivered(LiveTable table) {
    return new Figures(
        List.of("DELIVERED"),
        """
        select d.id as delivery_id, 0::bigint as line_no, d.file_name as record_key, null::text as customer_key,
               null::bigint as target_id, d.read_lines as v_DELIVERED
          from merger_delivery d where d.id = any(:deliveries)
        """,
        """
        select delivery_id, 0::bigint as line_no, record_key, customer_key, target_id, 1 as v_DELIVERED from (%s) r
        """
            .formatted(records(table)));
  }

  /** Has every record exactly one outcome? */
  private static Figures outcomes(LiveTable table, String records) {
    return new Figures(
        List.of("OUTCOMES"),
        records,
        """
        select delivery_id, line_no, record_key, null::text as customer_key, target_id, 1 as v_OUTCOMES from %s
        """
            .formatted(OUR_LEDGER.formatted(table)));
  }

  /**
   * What belongs to a customer of the wave; of files it is the first after, what belongs to none.
   */
  private static String recordsOfWave(LiveTable table, boolean several) {
    return """
        select s.delivery_id, s.line_no, %1$s as record_key, %2$s as customer_key,
               null::bigint as target_id, 1 as v_OUTCOMES
          from %3$s s left join customer_identity i on i.company_id = :company and i.source_key = %2$s
         where s.delivery_id = any(:deliveries)
           and case when i.id is not null and %4$s then true%5$s else s.delivery_id in %6$s end
        union all
        select r.delivery_id, r.line_no, '#' || r.delivery_id || '.' || r.line_no, null, null, 1
          from merger_reject r
         where r.delivery_id = any(:deliveries) and r.delivery_id in %6$s
           and not exists (select from %3$s s where s.delivery_id = r.delivery_id and s.line_no = r.line_no)
        """
        .formatted(
            SliceSql.recordKey("s"),
            customerKey(table, "s"),
            table.entity().stagingTable(),
            SliceSql.standing(table, several),
            SliceSql.inScope(true),
            "(select x.delivery_id from transfer_rest x where x.cutover_id = :cutover)");
  }

  private static String records(LiveTable table) {
    return """
        select s.delivery_id, s.line_no, %1$s as record_key, %2$s as customer_key,
               null::bigint as target_id, 1 as v_OUTCOMES
          from %3$s s where s.delivery_id = any(:deliveries)
        union all
        select r.delivery_id, r.line_no, '#' || r.delivery_id || '.' || r.line_no, null, null, 1
          from merger_reject r
         where r.delivery_id = any(:deliveries)
           and not exists (select from %3$s s where s.delivery_id = r.delivery_id and s.line_no = r.line_no)
        """
        .formatted(SliceSql.recordKey("s"), customerKey(table, "s"), table.entity().stagingTable());
  }

  /** Is what the ledger says really there, seen from the live tables, staging and rejects? */
  private static Figures there(LiveTable table) {
    var measures = List.of("CREATED", "MERGED", "PRESENT", "HELD", "REJECTED");
    var values =
        measures.stream()
            .map(m -> "case when g.outcome = '%1$s' then 1 end as v_%1$s".formatted(m))
            .collect(Collectors.joining(", "));
    var said =
        """
        select g.delivery_id, g.line_no, g.record_key, null::text as customer_key, g.target_id, %s
          from %s
        """;
    var ledger = OUR_LEDGER.formatted(table);
    return new Figures(
        measures,
        said.formatted(values, ledger),
        said.formatted(values, WHOLE.formatted(ledger)) + " where " + isThere(table));
  }

  /**
   * All that the ledger says, before it is asked of each line whether it is so ({@code offset 0}):
   * else PostgreSQL asks in each part of the ledger, and reads what is live anew for each.
   */
  private static final String WHOLE =
      """
      (select g.delivery_id, g.line_no, g.record_key, g.target_id, g.field_hash, g.outcome, g.reason
         from %s offset 0) g""";

  private static String isThere(LiveTable table) {
    return """
        case when g.outcome = 'REJECTED'
             then (g.delivery_id, g.line_no) in (
               select r.delivery_id, r.line_no from merger_reject r where r.delivery_id = any(:deliveries))
             when g.target_id is null
             then (g.delivery_id, g.line_no) in (
               select s.delivery_id, s.line_no from %1$s s where s.delivery_id = any(:deliveries) and not (%2$s))
                  or g.reason in ('UNKNOWN_CUSTOMER', 'CUSTOMER_NOT_TRANSFERRED', 'CUSTOMER_ERASED', 'RENEWED_IN_RUN')
             else %3$s end
        """
        .formatted(
            table.entity().stagingTable(),
            SliceSql.STANDING,
            table == LiveTable.CUSTOMER ? CUSTOMER_THERE : factThere(table));
  }

  private static final String CUSTOMER_THERE =
      """
      g.record_key in (
        select i.source_key from customer_identity i join customer_party_link l on l.identity_id = i.id
         where i.company_id = :company and l.ended_at is null and (l.cutover_id is null or %s))
      """
          .formatted(IN_FORCE.formatted("l.cutover_id"));

  /** A fact that is said to be present must also be the same in all fields. */
  private static String factThere(LiveTable table) {
    return """
        case when g.outcome = 'PRESENT'
             then (g.target_id, g.field_hash) in (
               select f.id, %1$s from %2$s f join customer_identity i on i.id = f.identity_id
                where %3$s and %4$s and f.cutover_id is distinct from :cutover)
             else g.target_id in (select f.id from %2$s f where f.cutover_id = :cutover and %4$s) end
        """
        .formatted(
            table.rowHash("f", "i.source_key"),
            table.table(),
            IN_FORCE.formatted("f.cutover_id"),
            NOT_REPLACED);
  }

  static final String NOT_REPLACED =
      "(f.superseded_by is null or f.superseded_by not in (select id from customer_cutover_live))";

  /** Do money and every field of the live rows agree with what was delivered? */
  private static Figures carriedFacts(LiveTable table) {
    var measures = new ArrayList<String>(List.of("CARRIED", "FIELDS"));
    table.amounts().forEach(amount -> measures.add("SUM_" + amount));
    return new Figures(
        measures,
        """
        select s.delivery_id, s.line_no, g.record_key, s.customer_key, g.target_id, 1 as v_CARRIED, %s as v_FIELDS%s
          from %s s join transfer_ledger g on g.delivery_id = s.delivery_id and g.line_no = s.line_no
         where s.delivery_id = any(:deliveries) and g.cutover_id = :cutover and g.company_id = :company
           and g.entity = '%s' and g.target_id is not null and g.outcome in ('CREATED', 'HELD')
        """
            .formatted(
                table.rowHash("s", "s.customer_key"),
                sums(table, "s"),
                table.entity().stagingTable(),
                table),
        """
        select f.delivery_id, f.line_no, f.source_key as record_key, i.source_key as customer_key, f.id as target_id,
               1 as v_CARRIED, %s as v_FIELDS%s
          from %s f left join customer_identity i on i.id = f.identity_id and i.company_id = :company
         where f.cutover_id = :cutover and %s
        """
            .formatted(
                table.rowHash("f", "i.source_key"), sums(table, "f"), table.table(), NOT_REPLACED));
  }

  private static String sums(LiveTable table, String alias) {
    return table.amounts().stream()
        .map(amount -> ", %s.%s as v_SUM_%s".formatted(alias, amount, amount))
        .collect(Collectors.joining());
  }

  /** Customers whom we served before; a rehearsal leaves them as they are. */
  private static final String RENEWED =
      """
      g.outcome = 'PRESENT' and g.reason in ('RENEWED', 'UNCHANGED')
         and not (select c.rehearsal from transfer_cutover c where c.id = :cutover)""";

  /**
   * Is every customer there with all his fields, and linked to the party that was decided? Who was
   * there before is linked as he was, and has the fields that were delivered.
   */
  private static Figures carriedCustomers() {
    var table = LiveTable.CUSTOMER;
    return new Figures(
        List.of("CARRIED", "FIELDS", "LINKED"),
        """
        select s.delivery_id, s.line_no, g.record_key, s.source_key as customer_key, g.target_id,
               case when g.outcome <> 'PRESENT' then 1 end as v_CARRIED, %s as v_FIELDS,
               case when g.outcome <> 'PRESENT' then 1 end as v_LINKED
          from %s s join transfer_ledger g on g.delivery_id = s.delivery_id and g.line_no = s.line_no
         where s.delivery_id = any(:deliveries) and g.cutover_id = :cutover and g.company_id = :company
           and g.entity = 'CUSTOMER' and (g.outcome in ('CREATED', 'MERGED') or %s)
        """
            .formatted(table.rowHash("s", "s.source_key"), table.entity().stagingTable(), RENEWED),
        """
        select i.delivery_id, i.line_no, i.source_key as record_key, i.source_key as customer_key, b.party_id as target_id,
               case when exists (select from customer_party_link l where l.identity_id = i.id and l.ended_at is null) then 1 end
                 as v_CARRIED,
               %1$s as v_FIELDS,
               case when p.founder_id = i.id or exists (
                 select from matching_pair q join customer_party_link r on r.identity_id = q.right_id and r.party_id = b.party_id
                  where q.run_id = :run and q.left_id = i.id
                    and (q.verdict = 'SAME' or (q.verdict is null and q.decision = 'LINK'))) then 1 end as v_LINKED
          from customer_party_link b
          join customer_identity i on i.id = b.identity_id
          join customer_party p on p.id = b.party_id
         where b.cutover_id = :cutover and b.reason in ('FOUNDER', 'SAME_CUSTOMER')
        union all
        select g.delivery_id, g.line_no, i.source_key, i.source_key, g.target_id, null, %1$s, null
          from transfer_ledger g join customer_identity i on i.company_id = g.company_id and i.source_key = g.record_key
         where g.cutover_id = :cutover and g.company_id = :company and g.entity = 'CUSTOMER' and %2$s
        """
            .formatted(table.rowHash("i", "i.source_key"), RENEWED));
  }

  private static String customerKey(LiveTable table, String alias) {
    return alias + (table == LiveTable.CUSTOMER ? ".source_key" : ".customer_key");
  }

  /** SQL: one row with, per measure, source value, target value and number of differing records. */
  String totals() {
    return sets()
        + "select "
        + measures.stream()
            .flatMap(
                m ->
                    Stream.of(
                        "coalesce(sum(a.v_%s), 0)".formatted(m),
                        "coalesce(sum(b.v_%s), 0)".formatted(m),
                        "count(*) filter (where a.v_%1$s is distinct from b.v_%1$s)".formatted(m)))
            .collect(Collectors.joining(", "))
        + " from "
        + COMPARED;
  }

  /** SQL: the rows behind one figure, a page of them. Binds also {@code size, skip}. */
  String rows(String measure, Side side) {
    var of = "v_" + measure;
    var rows =
        switch (side) {
          case SOURCE -> one(source, of, of, "null::numeric");
          case TARGET -> one(target, of, "null::numeric", of);
          case DIFFERENCE ->
              """
              select coalesce(a.delivery_id, b.delivery_id) as delivery_id, coalesce(a.line_no, b.line_no) as line_no,
                     coalesce(a.record_key, b.record_key) as record_key,
                     coalesce(a.customer_key, b.customer_key) as customer_key,
                     coalesce(b.target_id, a.target_id) as target_id, a.%1$s as source_value, b.%1$s as target_value
                from %2$s where a.%1$s is distinct from b.%1$s
              """
                  .formatted(of, COMPARED);
        };
    return (side == Side.DIFFERENCE ? sets() : "")
        + """
        select x.record_key, x.customer_key, d.file_name, nullif(x.line_no, 0) as line_no, x.target_id,
               x.source_value, x.target_value
          from (%s) x left join merger_delivery d on d.id = x.delivery_id
         order by x.delivery_id, x.line_no, x.record_key, x.target_id limit :size offset :skip
        """
            .formatted(rows);
  }

  private static String one(String set, String of, String sourceValue, String targetValue) {
    return """
        select delivery_id, line_no, record_key, customer_key, target_id,
               %s as source_value, %s as target_value from (%s) x where %s is not null
        """
        .formatted(sourceValue, targetValue, set, of);
  }

  /** The two sets, added up per delivered line. */
  private String sets() {
    return "with a as (%s), b as (%s) ".formatted(perLine(source), perLine(target));
  }

  private String perLine(String set) {
    return "select delivery_id, line_no, min(record_key) as record_key, min(customer_key) as customer_key, min(target_id) as target_id, "
        + measures.stream()
            .map(m -> "sum(v_%1$s) as v_%1$s".formatted(m))
            .collect(Collectors.joining(", "))
        + " from ("
        + set
        + ") x group by delivery_id, line_no";
  }
}
