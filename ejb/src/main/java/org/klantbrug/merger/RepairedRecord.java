package org.klantbrug.merger;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.RuleBroken;

/** The record of a reject as a person typed it anew: whether it fits, and its place in staging. */
final class RepairedRecord implements Closeable {
  private final Handle handle;
  private final Delivery delivery;
  private final Rejects.Reject reject;
  private final LineReading reading;

  private RepairedRecord(
      Handle handle, Delivery delivery, Rejects.Reject reject, LineReading reading) {
    this.handle = handle;
    this.delivery = delivery;
    this.reject = reject;
    this.reading = reading;
  }

  /**
   * @param raw the record in the form of the file
   */
  static RepairedRecord of(Handle handle, Delivery delivery, Rejects.Reject reject, String raw) {
    var mapping = SavedMappings.mapping(handle, delivery);
    var reading =
        LineReading.ofTyped(
            withoutLineEnds(raw), reject.line(), delivery.form(), mapping, delivery.extractAsOf());
    return new RepairedRecord(handle, delivery, reject, reading);
  }

  /** Empty columns at the edges are of the record, also where a tab separates them. */
  private static String withoutLineEnds(String raw) {
    return raw.isBlank() ? "" : raw.replaceAll("^[\\r\\n]+|[\\r\\n]+$", "");
  }

  /** Moves to the one record typed, and says why it does not fit, if so. Writes nothing. */
  Optional<RuleBroken> whyNot() throws IOException {
    if (RawRecord.isCut(reject.raw(), reject.code())) {
      return Optional.of(new RuleBroken("reject.cut", reject.line()));
    }
    if (DeliveryHolds.isCompared(handle, delivery)) {
      return Optional.of(new RuleBroken("reject.compared-already"));
    }
    if (!reading.next()) {
      return Optional.of(new RuleBroken("reject.one-record"));
    }
    if (reading.reject() != null) {
      return Optional.of(
          new RuleBroken(
              "reject.still-wrong",
              reading.reject().reason(),
              new Expected(reading.reject().expected())));
    }
    if (reading.isFollowed()) {
      return Optional.of(new RuleBroken("reject.one-record"));
    }
    return keyTaken().or(this::noParent);
  }

  private Optional<RuleBroken> keyTaken() {
    var key = reading.value("source_key");
    return handle
        .createQuery(
            "select line_no from "
                + delivery.entity().stagingTable()
                + " where delivery_id = :delivery and source_key = :key and line_no <> :line"
                + " and row_state <> 'DUPLICATE' limit 1")
        .bind("delivery", delivery.id())
        .bind("key", key)
        .bind("line", reading.line())
        .mapTo(Long.class)
        .findOne()
        .map(line -> new RuleBroken("reject.key-exists", key, line));
  }

  private Optional<RuleBroken> noParent() {
    for (var field : delivery.entity().fields()) {
      if (field.parent() != null
          && field.required()
          && !MissingParents.hasParent(handle, delivery, field, reading.value(field.column()))) {
        return Optional.of(
            new RuleBroken(
                "reject.still-wrong", Reason.UNKNOWN_PARENT, Expected.parent(field.parent())));
      }
    }
    return Optional.empty();
  }

  /** Puts the record in its place; one that was parked makes room for itself. */
  void stage() {
    handle
        .createUpdate(
            "delete from "
                + delivery.entity().stagingTable()
                + " where delivery_id = :id and line_no = :line")
        .bind("id", delivery.id())
        .bind("line", reject.line())
        .execute();
    var rows = new StagedRows(delivery.id(), delivery.entity(), 1 << 12);
    rows.add(reading);
    rows.writeTo(handle);
    if (reading.value("source_key") == null) {
      Settlement.numberOccurrence(handle, delivery, reject.line());
    }
    Settlement.compareWithEarlier(handle, delivery, reject.line());
    count();
  }

  private void count() {
    var wasParked = reject.code() == Reason.UNKNOWN_PARENT ? 1 : 0;
    handle
        .createUpdate(
            "update merger_delivery set staged = staged + 1, parked = parked - :parked,"
                + " rejected = rejected - :rejected, warned = warned + :warned,"
                + " version = version + 1 where id = :id")
        .bind("parked", wasParked)
        .bind("rejected", 1 - wasParked)
        .bind("warned", reading.warnings().size())
        .bind("id", delivery.id())
        .execute();
  }

  @Override
  public void close() throws IOException {
    reading.close();
  }
}
