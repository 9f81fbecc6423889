package org.klantbrug.transfer;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.RuleBroken;

/** Statements as they are kept, line by line. */
final class KeptStatements {
  private KeptStatements() {}

  /** Keeps a statement with the explanations that still hold; gives its id. */
  static long keep(
      Handle handle, long cutoverId, String basis, List<StatementLine> lines, Instant at) {
    var id =
        handle
            .createQuery(
                """
                insert into transfer_reconciliation (cutover_id, made_at, balanced, basis)
                values (:cutover, :at, :balanced, :basis) returning id
                """)
            .bind("cutover", cutoverId)
            .bind("basis", basis)
            .bind("at", at)
            .bind("balanced", lines.stream().allMatch(StatementLine::balances))
            .mapTo(Long.class)
            .one();
    var batch =
        handle.prepareBatch(
            """
            insert into transfer_reconciliation_line
              (reconciliation_id, no, entity, measure, source_value, target_value, differing_records)
            values (:id, :no, :entity, :measure, :source, :target, :differing)
            """);
    for (var line : lines) {
      batch
          .bind("id", id)
          .bind("no", line.no())
          .bind("entity", line.entity())
          .bind("measure", line.measure())
          .bind("source", line.sourceValue())
          .bind("target", line.targetValue())
          .bind("differing", line.differingRecords())
          .add();
    }
    if (!lines.isEmpty()) {
      batch.execute();
      keepExplanations(handle, cutoverId, id);
    }
    return id;
  }

  private static void keepExplanations(Handle handle, long cutoverId, long id) {
    handle
        .createUpdate(
            """
            update transfer_reconciliation_line n set explanation = o.explanation, explained_by = o.explained_by
              from transfer_reconciliation_line o
             where n.reconciliation_id = :id and o.explanation is not null
               and o.reconciliation_id =
                   (select max(r.id) from transfer_reconciliation r where r.cutover_id = :cutover and r.id < :id)
               and (n.entity, n.measure, n.source_value, n.target_value, n.differing_records)
                 = (o.entity, o.measure, o.source_value, o.target_value, o.differing_records)
            """)
        .bind("id", id)
        .bind("cutover", cutoverId)
        .execute();
  }

  /**
   * Puts an explanation in the statement and keeps who gave it; false if the statement is signed.
   */
  static boolean explain(
      Handle handle,
      long id,
      Entity entity,
      String measure,
      String explanation,
      long staffId,
      Instant at) {
    return handle
            .createUpdate(
                """
                with explained as (
                  update transfer_reconciliation_line l
                     set explanation = :explanation, explained_by = :staff,
                         explanation_changed = l.explanation_changed or coalesce(l.explanation <> :explanation, false)
                    from transfer_reconciliation r
                   where r.id = l.reconciliation_id and r.signed_at is null
                     and r.id = :id and l.entity = :entity and l.measure = :measure
                  returning l.reconciliation_id, l.entity, l.measure)
                insert into transfer_explanation (reconciliation_id, entity, measure, explanation, staff_id, at)
                select reconciliation_id, entity, measure, :explanation, :staff, cast(:at as timestamptz) from explained
                """)
            .bind("explanation", explanation)
            .bind("staff", staffId)
            .bind("at", at)
            .bind("id", id)
            .bind("entity", entity)
            .bind("measure", measure)
            .execute()
        > 0;
  }

  /** What is counted: taken before the figures, so that a change in between makes them old. */
  static String basis(Handle handle, long cutoverId) {
    return handle
        .createQuery(
            """
            select concat_ws(' ', 'files',
                     (select string_agg(d.id || '.' || d.version, ' ' order by d.id) from merger_delivery d
                       where d.run_id = c.run_id and d.company_id = c.company_id and d.state = 'IMPORTED' and d.round <= c.round
                         and (c.kind = 'OWN' or c.wave_id is not null or (d.entity in ('CONTACT', 'DOCUMENT')) = (c.kind = 'HISTORY'))),
                     'totals',
                     (select max(t.id) from merger_control_total_change t
                       where t.run_id = c.run_id and t.company_id = c.company_id
                         and (c.kind = 'OWN' or c.wave_id is not null or (t.entity in ('CONTACT', 'DOCUMENT')) = (c.kind = 'HISTORY'))))
              from transfer_cutover c where c.id = :cutover
            """)
        .bind("cutover", cutoverId)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }

  static List<CountedFile> files(Handle handle, long cutoverId) {
    return handle
        .createQuery(
            """
            select d.file_name, d.entity, d.mode, d.extract_as_of, d.read_lines as lines, encode(d.sha256, 'hex') as sha256
              from merger_delivery d join transfer_cutover c on c.run_id = d.run_id and c.company_id = d.company_id
             where c.id = :cutover and d.state = 'IMPORTED'
               and d.round <= c.round
               and (c.kind = 'OWN' or c.wave_id is not null or (d.entity in ('CONTACT', 'DOCUMENT')) = (c.kind = 'HISTORY'))
             order by d.id
            """)
        .bind("cutover", cutoverId)
        .map(ConstructorMapper.of(CountedFile.class))
        .list();
  }

  /** Whether what a statement counts is still as it was when the statement was made. */
  static boolean isCurrent(Handle handle, ReconciliationStatement statement) {
    return handle
        .createQuery(
            "select basis is not distinct from :basis from transfer_reconciliation where id = :id")
        .bind("basis", basis(handle, statement.cutoverId()))
        .bind("id", statement.id())
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * A statement as it was made.
   *
   * @throws RuleBroken {@code transfer.unknown-reconciliation}
   */
  static ReconciliationStatement read(Handle handle, long id) {
    var lines =
        handle
            .createQuery(
                """
                select l.no, l.entity, l.measure, l.source_value, l.target_value, l.difference, l.differing_records,
                       l.explanation, s.full_name as explained_by,
                       (select max(x.at) from transfer_explanation x
                          join transfer_reconciliation e on e.id = x.reconciliation_id
                         where e.cutover_id = r.cutover_id and e.id <= r.id and x.entity = l.entity
                           and x.measure = l.measure and x.explanation = l.explanation
                           and x.staff_id = l.explained_by) as explained_at
                  from transfer_reconciliation_line l join transfer_reconciliation r on r.id = l.reconciliation_id
                  left join identity_staff s on s.id = l.explained_by
                 where l.reconciliation_id = :id order by l.no
                """)
            .bind("id", id)
            .map(ConstructorMapper.of(StatementLine.class))
            .list();
    return handle
        .createQuery(
            """
            select r.id, r.cutover_id, r.made_at, r.balanced, r.signed_by, r.signed_at, r.signed_without_books,
                   s.full_name as signer
              from transfer_reconciliation r left join identity_staff s on s.id = r.signed_by where r.id = :id
            """)
        .bind("id", id)
        .map(
            (rs, context) ->
                new ReconciliationStatement(
                    rs.getLong("id"),
                    rs.getLong("cutover_id"),
                    rs.getTimestamp("made_at").toInstant(),
                    rs.getBoolean("balanced"),
                    rs.getObject("signed_by", Long.class),
                    rs.getTimestamp("signed_at") == null
                        ? null
                        : rs.getTimestamp("signed_at").toInstant(),
                    rs.getString("signer"),
                    rs.getString("signed_without_books"),
                    lines))
        .findOne()
        .orElseThrow(() -> new RuleBroken("transfer.unknown-reconciliation"));
  }
}
