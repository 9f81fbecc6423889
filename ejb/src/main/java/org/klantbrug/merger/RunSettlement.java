package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * What can be said only when every file of a run is in: which records have no parent, and which
 * keys a full delivery no longer has. Can be done again after rejects are repaired: records whose
 * parent has come are taken out of the parking place.
 */
@ApplicationScoped
public class RunSettlement {
  private Database database;

  /** For the container. */
  protected RunSettlement() {}

  /** Works on this database. */
  @Inject
  public RunSettlement(Database database) {
    this.database = database;
  }

  /**
   * Settles a run. Parents are looked for in every delivery of the company, of this run and before;
   * a parked parent counts as none.
   *
   * @param part whose files must all be in
   * @param at the business moment
   * @return the deliveries of that part, with their counts
   * @throws RuleBroken {@code delivery.not-imported} while one of them is not imported
   */
  public List<Delivery> settleRun(JobLease lease, long runId, Part part, Instant at) {
    var texts = new RejectTexts(database);
    var touched =
        database.inTransaction(
            handle -> {
              lease.hold(handle);
              handle.execute("set local work_mem = '64MB'");
              return settle(handle, runId, part, at);
            });
    for (var deliveryId : touched) {
      texts.add(lease, deliveryId);
    }
    return database.with(handle -> ofRun(handle, runId, part));
  }

  private static Set<Long> settle(Handle handle, long runId, Part part, Instant at) {
    var deliveries = ofRun(handle, runId, part);
    for (var delivery : deliveries) {
      if (delivery.state() != Delivery.State.IMPORTED) {
        throw new RuleBroken("delivery.not-imported", delivery.id());
      }
    }
    var touched = new LinkedHashSet<Long>();
    for (var delivery : deliveries) {
      touched.addAll(MissingParents.takeBack(handle, delivery, at));
      MissingParents.park(handle, delivery);
      MissingParents.warnOfOptional(handle, delivery);
      if (SettledValues.carryOver(handle, delivery, Settlement.earlier(handle, delivery))) {
        Settlement.compareWithEarlier(handle, delivery, null);
      }
      listVanished(handle, delivery);
      touched.add(delivery.id());
    }
    for (var deliveryId : touched) {
      var counts = Settlement.counted(handle, Deliveries.read(handle, deliveryId));
      Settlement.writeCounts(handle, deliveryId, counts);
    }
    return touched;
  }

  /** In the order of reading: parents before their children. */
  private static List<Delivery> ofRun(Handle handle, long runId, Part part) {
    return handle
        .createQuery(
            """
            select d.id from merger_delivery d join merger_company c on c.id = d.company_id
             where d.run_id = :run and (c.ours or d.entity not in ('CONTACT', 'DOCUMENT')) = :master order by d.id
            """)
        .bind("master", part == Part.MASTER_DATA)
        .bind("run", runId)
        .mapTo(Long.class)
        .list()
        .stream()
        .map(id -> Deliveries.read(handle, id))
        .sorted(Comparator.comparing(Delivery::entity).thenComparing(Delivery::id))
        .toList();
  }

  private static void listVanished(Handle handle, Delivery delivery) {
    if (delivery.mode() != Delivery.Mode.FULL) {
      return;
    }
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "insert into merger_vanished (run_id, company_id, entity, source_key, last_delivery_id)"
                + " select :run, :company, :entity, e.source_key, max(e.delivery_id) from "
                + table
                + " e join merger_delivery d on d.id = e.delivery_id"
                + " join merger_delivery c on c.id = :delivery"
                + " where d.company_id = :company and d.entity = :entity and d.state = 'IMPORTED'"
                + " and (d.run_id < :run or d.run_id = :run and d.round < c.round) and e.row_state in "
                + MissingParents.LIVE
                + " and e.source_key is not null and not exists (select 1 from "
                + table
                + "  n join merger_delivery nd on nd.id = n.delivery_id"
                + "  where nd.run_id = :run and nd.round = c.round and nd.company_id = :company"
                + "  and nd.entity = :entity and n.source_key = e.source_key)"
                + " and not exists (select 1 from merger_vanished v where v.company_id = :company"
                + "  and v.entity = :entity and v.source_key = e.source_key"
                + "  and v.last_delivery_id >= e.delivery_id)"
                + " group by e.source_key on conflict do nothing")
        .bind("run", delivery.runId())
        .bind("delivery", delivery.id())
        .bind("company", delivery.companyId())
        .bind("entity", delivery.entity().name())
        .execute();
  }
}
