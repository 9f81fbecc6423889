package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Takes files out of a run that were added by mistake, or that cannot be imported. */
@ApplicationScoped
public class Withdrawals {
  private Database database;
  private Audit audit;

  /** For the container. */
  protected Withdrawals() {}

  /** Works on this database. */
  @Inject
  public Withdrawals(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Takes a file out of its run, with what a stopped import staged of it and its mapping as far as
   * that is a draft. It can be delivered again. The stored file is deleted once that is sure, so
   * that a withdrawal that fails loses nothing.
   *
   * @return the delivery as it was
   * @throws RuleBroken {@code delivery.*}: it is imported, or is being imported; {@code run.closed}
   */
  public Delivery withdraw(long deliveryId, Staff by) {
    var delivery = takeOut(deliveryId, by);
    database.inTransaction(
        handle -> {
          DeliveryHolds.holdCompany(handle, delivery.companyId());
          deleteStored(handle, delivery);
          return null;
        });
    return delivery;
  }

  private Delivery takeOut(long deliveryId, Staff by) {
    return database.inTransaction(
        handle -> {
          DeliveryHolds.holdCompany(handle, Deliveries.read(handle, deliveryId).companyId());
          var delivery = DeliveryHolds.changeable(handle, deliveryId);
          DeliveryHolds.refuseClosed(handle, delivery);
          Deliveries.takeOut(handle, delivery);
          delete(handle, delivery);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "fileWithdrawn",
              "file",
              deliveryId,
              delivery.entity().name());
          return delivery;
        });
  }

  private static void delete(Handle handle, Delivery delivery) {
    handle
        .createUpdate("delete from merger_delivery where id = :id")
        .bind("id", delivery.id())
        .execute();
    handle
        .createUpdate(
            "delete from merger_mapping where id = :id and confirmed_at is null"
                + " and not exists (select from merger_delivery where mapping_id = :id)")
        .bind("id", delivery.mappingId())
        .execute();
  }

  /** The same content can lie under another delivery, also one that came just now: it stays. */
  private static void deleteStored(Handle handle, Delivery delivery) {
    var used =
        handle
            .createQuery("select 1 from merger_delivery where stored_path = :path limit 1")
            .bind("path", delivery.storedPath().toString())
            .mapTo(Integer.class)
            .findOne();
    if (used.isPresent()) {
      return;
    }
    try {
      Files.deleteIfExists(delivery.storedPath());
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be deleted", e);
    }
  }
}
