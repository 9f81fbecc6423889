package org.klantbrug.merger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Whether a delivery, or a record of it, may be changed now; and keeps others out while it is. */
public final class DeliveryHolds {
  /** The job that begins with the identities of the customers of a run. */
  private static final String COMPARING = "estimate-match-model";

  private DeliveryHolds() {}

  /** One at a time adds or withdraws files of a company, or saves a mapping for one. */
  static void holdCompany(Handle handle, long companyId) {
    handle
        .createQuery("select id from merger_company where id = :company for no key update")
        .bind("company", companyId)
        .mapTo(Long.class)
        .one();
  }

  static Delivery lock(Handle handle, long deliveryId) {
    handle
        .createQuery("select 1 from merger_delivery where id = :id for update")
        .bind("id", deliveryId)
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("delivery.not-found", deliveryId));
    return Deliveries.read(handle, deliveryId);
  }

  /** Notes that what people decided on records of a delivery is no longer as it was counted. */
  static void touch(Handle handle, long deliveryId) {
    handle
        .createUpdate("update merger_delivery set version = version + 1 where id = :id")
        .bind("id", deliveryId)
        .execute();
  }

  /** The delivery, locked, if what it is read by may change now. */
  static Delivery changeable(Handle handle, long deliveryId) {
    var delivery = lock(handle, deliveryId);
    if (delivery.state() == Delivery.State.IMPORTED) {
      throw new RuleBroken("delivery.imported-already", deliveryId);
    }
    var job = importJob(handle, delivery.runId(), delivery.entity(), delivery.companyId());
    refuseWhileImporting(job, delivery.fileName());
    return delivery;
  }

  /** State of the job that imports such files in the run. */
  static String importJob(Handle handle, long runId, Entity entity, long companyId) {
    var kind = part(handle, entity, companyId).importJob();
    return newestOfRound(handle, kind, runId).orElse("");
  }

  /** State of the newest such job since the files of the run were last opened. */
  private static Optional<String> newestOfRound(Handle handle, String kind, long runId) {
    return handle
        .createQuery(
            """
            select j.state from work_job j join merger_run r on r.id = j.subject_id
             where j.kind = :kind and j.subject_kind = 'run' and r.id = :run and j.id > r.last_job_before
             order by j.id desc limit 1""")
        .bind("kind", kind)
        .bind("run", runId)
        .mapTo(String.class)
        .findOne();
  }

  /** Whether the files that hold such records are imported in the run. */
  static boolean importIsOver(Handle handle, long runId, Entity entity, long companyId) {
    return importJob(handle, runId, entity, companyId).equals("COMPLETED");
  }

  /**
   * Whether these are customers whom the run compares, or has compared, with ours: one more would
   * come over without anybody having looked whether we know him.
   */
  static boolean isCompared(Handle handle, Delivery delivery) {
    return delivery.entity() == Entity.CUSTOMER
        && newestOfRound(handle, COMPARING, delivery.runId())
            .filter(List.of("REQUESTED", "RUNNING", "COMPLETED")::contains)
            .isPresent();
  }

  static void refuseWhileImporting(String job, String fileName) {
    if (List.of("REQUESTED", "RUNNING").contains(job)) {
      throw new RuleBroken("delivery.import-runs", fileName);
    }
  }

  private static Part part(Handle handle, Entity entity, long companyId) {
    var ours =
        handle
            .createQuery("select ours from merger_company where id = :id")
            .bind("id", companyId)
            .mapTo(Boolean.class)
            .one();
    return Part.of(entity, ours);
  }

  /**
   * Holds the delivery as it was when its import began until the end of the transaction: a mapping
   * that is saved meanwhile waits, one that was saved before stops the import.
   *
   * @param begun as it was then
   * @throws RuleBroken {@code delivery.changed-under-import}
   */
  static void holdUnchanged(Handle handle, Delivery begun) {
    handle
        .createQuery(
            "select 1 from merger_delivery where id = :id and mapping_id = :mapping"
                + " and form = cast(:form as jsonb) and state in ('CONFIRMED', 'FAILED') for share")
        .bind("id", begun.id())
        .bind("mapping", begun.mappingId())
        .bind("form", Deliveries.json(begun.form()))
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("delivery.changed-under-import", begun.fileName()));
  }

  /** What a closed run holds was transferred and signed: it stays as it is. */
  static void refuseClosed(Handle handle, Delivery delivery) {
    handle
        .createQuery("select no from merger_run where id = :run and closed_at is not null")
        .bind("run", delivery.runId())
        .mapTo(Integer.class)
        .findOne()
        .ifPresent(
            no -> {
              throw new RuleBroken("run.closed", no);
            });
  }

  /**
   * The delivery, locked, if single records of it may still be repaired or settled: what is being
   * carried to the live tables, or is live there, would not hear of it.
   *
   * @throws RuleBroken {@code delivery.not-imported}, {@code run.closed}, {@code delivery.carried}
   */
  static Delivery repairable(Handle handle, long deliveryId) {
    var delivery = lock(handle, deliveryId);
    if (delivery.state() != Delivery.State.IMPORTED) {
      throw new RuleBroken("delivery.not-imported", delivery.id());
    }
    refuseClosed(handle, delivery);
    handle
        .createQuery("select 1 from merger_carried_delivery where id = :id")
        .bind("id", deliveryId)
        .mapTo(Integer.class)
        .findOne()
        .ifPresent(
            carried -> {
              throw new RuleBroken("delivery.carried", delivery.fileName());
            });
    return delivery;
  }

  /**
   * Holds the files of a run as they are until the end of the transaction: who begins to carry them
   * waits for repairs under way, and later repairs see that they are carried.
   */
  public static void holdFiles(Handle handle, long runId) {
    handle
        .createQuery("select id from merger_delivery where run_id = :run order by id for share")
        .bind("run", runId)
        .mapTo(Long.class)
        .list();
  }

  /** The delivery, if it may be imported now. */
  static Delivery importable(Database database, long deliveryId) {
    return database.with(
        handle -> {
          var delivery = Deliveries.read(handle, deliveryId);
          if (delivery.state() == Delivery.State.IMPORTED) {
            throw new RuleBroken("delivery.imported-already", deliveryId);
          }
          var confirmed =
              handle
                  .createQuery(
                      "select 1 from merger_mapping where id = :id and confirmed_at is not null")
                  .bind("id", delivery.mappingId())
                  .mapTo(Integer.class)
                  .findOne();
          if (confirmed.isEmpty()) {
            throw new RuleBroken("delivery.not-confirmed", deliveryId);
          }
          return delivery;
        });
  }
}
