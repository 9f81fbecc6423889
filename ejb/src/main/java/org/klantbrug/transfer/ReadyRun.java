package org.klantbrug.transfer;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.RuleBroken;

/** What must be there before a cut-over of a run can begin. */
final class ReadyRun {
  private ReadyRun() {}

  /**
   * Asks for it in the place where the cut-over will write.
   *
   * @throws RuleBroken {@code transfer.*} if something is missing
   */
  static void refuseUnready(Handle handle, long runId, Kind kind, boolean rehearsal) {
    refuseUnready(handle, runId, kind, rehearsal, kind.tables());
  }

  /** As {@link #refuseUnready(Handle, long, Kind, boolean)}, for a wave, which carries all. */
  static void refuseUnready(Handle handle, long runId) {
    refuseUnready(handle, runId, Kind.TRANSFER, false, List.of(LiveTable.values()));
  }

  private static void refuseUnready(
      Handle handle, long runId, Kind kind, boolean rehearsal, List<LiveTable> tables) {
    if (rehearsal && !Rehearsal.isUnderWay(handle, runId)) {
      throw new RuleBroken("transfer.no-rehearsal");
    }
    handle
        .createQuery(
            """
            select d.file_name from merger_delivery d join merger_company c on c.id = d.company_id
             where d.run_id = :run and d.state not in ('IMPORTED', 'FAILED')
               and c.ours = :own and d.entity = any(:entities)
             order by d.id limit 1
            """)
        .bind("run", runId)
        .bind("own", kind == Kind.OWN)
        .bindArray(
            "entities", String.class, tables.stream().map(table -> table.entity().name()).toList())
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            file -> {
              throw new RuleBroken("transfer.delivery-not-imported", file);
            });
    if (kind == Kind.TRANSFER && ourCustomersWait(handle, runId)) {
      throw new RuleBroken("transfer.own-customers-first");
    }
  }

  /**
   * Whether customers of ours whom this run delivered are not live, or none of ours ever was. Whom
   * only a run delivered that was given up, nobody waits for any longer.
   */
  private static boolean ourCustomersWait(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select exists (
                select i.id from merger_run r join merger_merger m on m.id = r.merger_id
                  join merger_delivery d on d.run_id = r.id and d.company_id = m.acquirer_id
                  join customer_identity i on i.delivery_id = d.id where r.id = :run
                except
                select l.identity_id from customer_party_link l where %s)
              or exists (
                select from merger_run r join merger_merger m on m.id = r.merger_id
                  join customer_identity i on i.company_id = m.acquirer_id
                 where r.id = :run and not exists (
                   select from transfer_cutover c where c.company_id = m.acquirer_id and c.kind = 'OWN' and c.state = 'LIVE'))
            """
                .formatted(Sight.LINK_COUNTS))
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
  }
}
