package org.klantbrug.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Slice;

/** How a cut-over is cut in slices, each the identities from one key to before another. */
final class SlicePlan {
  /** Customers per slice; with some contacts each, a slice is some thousands of rows. */
  private static final int CUSTOMERS_PER_SLICE = 5_000;

  private static final int CUSTOMERS_PER_HISTORY_SLICE = 4_000;

  private static final List<String> CHANGED_BEFORE =
      List.of(
          "transfer_scope (cutover_id, identity_id)",
          "customer_identity (id, company_id, source_key)",
          "customer_party (id, founder_id)",
          "customer_party_link (identity_id, party_id, cutover_id, ended_at)",
          "matching_pair (run_id, left_id, right_id, verdict, decision)");

  private SlicePlan() {}

  /**
   * The slices, from 1; the first is of records that belong to nobody.
   *
   * @throws RuleBroken if staged customers have no identity yet
   */
  static List<Slice> of(Handle handle, Cutover cutover) {
    refuseUnregistered(handle, cutover);
    PlannerFigures.refresh(
        handle, Stream.concat(staged(cutover), CHANGED_BEFORE.stream()).toList());
    var bounds = bounds(handle, cutover);
    var slices = new ArrayList<Slice>();
    slices.add(new Slice(1, 0, 1));
    for (int i = 0; i < bounds.size(); i++) {
      var last = i + 1 == bounds.size();
      var to = last ? Long.MAX_VALUE : bounds.get(i + 1);
      slices.add(new Slice(slices.size() + 1, bounds.get(i), to));
    }
    return slices;
  }

  private static Stream<String> staged(Cutover cutover) {
    return cutover.tables().stream()
        .map(table -> "%s (%s)".formatted(table.entity().stagingTable(), joinedBy(table)));
  }

  private static String joinedBy(LiveTable table) {
    return "delivery_id, row_state, source_key"
        + (table == LiveTable.CUSTOMER ? "" : ", customer_key");
  }

  private static List<Long> bounds(Handle handle, Cutover cutover) {
    return handle
        .createQuery(
            """
            select id from (
              select i.id, row_number() over (order by i.id) as no from customer_identity i where i.company_id = :company%s) i
             where no % :size = 1 order by id
            """
                .replace("%s", SliceSql.inScope(cutover.isOfWave())))
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("cutover", cutover.id())
        .bind("company", cutover.companyId())
        .bind(
            "size",
            cutover.kind() == Kind.HISTORY || cutover.isOfWave()
                ? CUSTOMERS_PER_HISTORY_SLICE
                : CUSTOMERS_PER_SLICE)
        .mapTo(Long.class)
        .list();
  }

  private static void refuseUnregistered(Handle handle, Cutover cutover) {
    var missing =
        handle
            .createQuery(
                """
                select count(*) from merger_staged_customer s join merger_delivery d on d.id = s.delivery_id
                 where d.run_id = :run and d.company_id = :company and d.state = 'IMPORTED' and %s
                   and not exists (select from customer_identity i
                                    where i.company_id = d.company_id and i.source_key = s.source_key)
                """
                    .formatted(SliceSql.STANDING))
            .bind("run", cutover.runId())
            .bind("company", cutover.companyId())
            .mapTo(Long.class)
            .one();
    if (missing > 0) {
      throw new RuleBroken("transfer.identities-missing", missing);
    }
  }
}
