package org.klantbrug.merger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.Spoken;

/**
 * Somebody changes how a file is read: saves or confirms its mapping, or corrects its form.
 *
 * @param version of the delivery on which this was decided; null takes the place of whatever is
 *     there
 * @param staffId who does it
 */
public record ReadingChange(Integer version, long staffId, Instant at) {

  /** A change that takes the place of whatever is there. */
  public static ReadingChange ofWhateverIsThere(long staffId, Instant at) {
    return new ReadingChange(null, staffId, at);
  }

  /**
   * To be asked while the delivery is locked.
   *
   * @throws RuleBroken {@code delivery.reading-changed}: who was first, and when
   */
  void refuseIfStale(Delivery delivery) {
    if (version == null || version == delivery.version()) {
      return;
    }
    if (delivery.changedAt() == null) {
      throw new RuleBroken("delivery.changed-meanwhile");
    }
    throw new RuleBroken(
        "delivery.reading-changed", delivery.changedBy(), Spoken.moment(delivery.changedAt()));
  }

  /** Keeps who it was, in the transaction of the change. */
  void note(Handle handle, long deliveryId) {
    handle
        .createUpdate(
            "update merger_delivery set reading_changed_by = :staff, reading_changed_at = :at"
                + " where id = :id")
        .bind("staff", staffId)
        .bind("at", Deliveries.utc(at))
        .bind("id", deliveryId)
        .execute();
  }
}
