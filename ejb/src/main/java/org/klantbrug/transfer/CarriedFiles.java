package org.klantbrug.transfer;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.Entity;

/** Which files of a run are carried: of a sort that came in full again, none from before that. */
public final class CarriedFiles {
  /** SQL: a later round of the run brought all of this sort, so delivery {@code d} is no longer. */
  static final String REPLACED =
      """
      exists (select from merger_delivery n
               where n.run_id = d.run_id and n.company_id = d.company_id and n.entity = d.entity and n.mode = 'FULL'
                 and n.state = 'IMPORTED' and n.round > d.round and n.round <= :round)""";

  private CarriedFiles() {}

  /**
   * Imported deliveries of one sort, the oldest extract first.
   *
   * @param round of the run up to which they came
   */
  public static List<Long> of(Handle handle, long runId, long companyId, Entity entity, int round) {
    return handle
        .createQuery(
            """
            select d.id from merger_delivery d
             where d.run_id = :run and d.company_id = :company and d.entity = :entity and d.state = 'IMPORTED'
               and d.round <= :round and not %s
             order by d.extract_as_of, d.id"""
                .formatted(REPLACED))
        .bind("run", runId)
        .bind("company", companyId)
        .bind("entity", entity)
        .bind("round", round)
        .mapTo(Long.class)
        .list();
  }

  /**
   * SQL: a later delivery has the record {@code s} of this sort too. Binds {@code deliveries}, as
   * {@link #of} gives them.
   */
  public static String renewed(Entity entity) {
    var same =
        entity.field("source_key").required()
            ? "later.source_key = s.source_key"
            : "later.customer_key = s.customer_key and %s = %s"
                .formatted(SliceSql.recordKey("later"), SliceSql.recordKey("s"));
    return """
        exists (select from %s later
                 where later.delivery_id = any(:deliveries) and later.row_state in ('NEW', 'CHANGED', 'UNCHANGED')
                   and array_position(:deliveries, later.delivery_id) > array_position(:deliveries, s.delivery_id)
                   and %s)
        """
        .formatted(entity.stagingTable(), same);
  }
}
