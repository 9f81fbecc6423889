package org.klantbrug.merger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.Database;
import org.klantbrug.work.JobLease;

/**
 * Gives the rejects that were found in the database, not in the file, the text of their records.
 */
final class RejectTexts {
  private static final int RAW_TEXTS_AT_ONCE = 1_000;

  private final Database database;

  RejectTexts(Database database) {
    this.database = database;
  }

  /** Adds what is missing of a delivery; what is there stays. */
  void add(JobLease lease, long deliveryId) {
    var delivery = database.with(handle -> Deliveries.read(handle, deliveryId));
    var lines = linesWithoutText(deliveryId, 0);
    if (lines.isEmpty()) {
      return;
    }
    var mapping = database.with(handle -> SavedMappings.mapping(handle, delivery));
    try {
      add(lease, delivery, mapping, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  private void add(JobLease lease, Delivery delivery, Mapping mapping, List<Long> first)
      throws IOException {
    var lines = first;
    var texts = new TreeMap<Long, String>();
    try (var reading =
        LineReading.of(delivery.storedPath(), delivery.form(), mapping, delivery.extractAsOf())) {
      var at = 0;
      while (at < lines.size() && reading.skip()) {
        if (reading.line() == lines.get(at)) {
          texts.put(reading.line(), reading.raw());
          at++;
        }
        if (at == lines.size()) {
          writeTexts(lease, delivery.id(), texts);
          texts.clear();
          lines = linesWithoutText(delivery.id(), lines.get(at - 1));
          at = 0;
        }
      }
    }
  }

  private List<Long> linesWithoutText(long deliveryId, long afterLine) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select line_no from merger_reject where delivery_id = :delivery"
                        + " and raw is null and line_no > :after order by line_no limit :most")
                .bind("delivery", deliveryId)
                .bind("after", afterLine)
                .bind("most", RAW_TEXTS_AT_ONCE)
                .mapTo(Long.class)
                .list());
  }

  private void writeTexts(JobLease lease, long deliveryId, Map<Long, String> texts) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          var batch =
              handle.prepareBatch(
                  "update merger_reject set raw = :raw"
                      + " where delivery_id = :delivery and line_no = :line");
          texts.forEach(
              (line, raw) ->
                  batch.bind("raw", raw).bind("delivery", deliveryId).bind("line", line).add());
          return batch.execute();
        });
  }
}
