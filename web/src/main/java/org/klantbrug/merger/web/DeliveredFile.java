package org.klantbrug.merger.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.Mergers;

/**
 * A delivered file as REST tells it: without the place where it lies.
 *
 * @param company ACQUIRER or ACQUIRED: whose data
 * @param header names of the columns
 * @param counts what became of the records; null until it is imported
 * @param version changes with how it is read; to be given when a mapping is saved on top of it
 * @param changedBy who last changed how it is read; null if nobody did
 */
public record DeliveredFile(
    long id,
    long runId,
    Side company,
    String entity,
    String mode,
    Instant extractAsOf,
    String fileName,
    long bytes,
    String charset,
    String delimiter,
    List<String> header,
    String state,
    String failure,
    Instant registeredAt,
    Delivery.Counts counts,
    int version,
    String changedBy,
    Instant changedAt) {

  /** Whose data a file holds. */
  public enum Side {
    ACQUIRER,
    ACQUIRED;

    static Side of(long companyId, Mergers.View merger) {
      return companyId == merger.acquirerId() ? ACQUIRER : ACQUIRED;
    }

    long companyOf(Mergers.View merger) {
      return this == ACQUIRER ? merger.acquirerId() : merger.acquiredId();
    }
  }

  static DeliveredFile of(Delivery delivery, Mergers.View merger) {
    return new DeliveredFile(
        delivery.id(),
        delivery.runId(),
        Side.of(delivery.companyId(), merger),
        delivery.entity().name(),
        delivery.mode().name(),
        delivery.extractAsOf(),
        delivery.fileName(),
        delivery.bytes(),
        delivery.form().charset(),
        delivery.form().delimiter(),
        delivery.form().header(),
        delivery.state().name(),
        delivery.failureIn(Locale.ENGLISH),
        delivery.registeredAt(),
        delivery.counts(),
        delivery.version(),
        delivery.changedBy(),
        delivery.changedAt());
  }
}
