package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * Brings a delivered file into staging. One thread, the caller's, reads the file in its order (gzip
 * and quoted line ends cannot be split); others write chunks of it, each in one transaction that
 * also notes the chunk and its hash. Stopped at any moment, a new attempt passes over the chunks
 * that are there, whose borders depend on the file only, and stops if one was read of another file.
 */
@ApplicationScoped
public class DeliveryImport {
  private static final int CHUNK_RECORDS = 10_000;
  private static final int CHUNK_BYTES = 6 << 20;
  private static final int CHUNK_BYTES_AT_FIRST = 1 << 20;

  private Database database;

  /** For the container. */
  protected DeliveryImport() {}

  /** Works on this database. */
  @Inject
  public DeliveryImport(Database database) {
    this.database = database;
  }

  /**
   * How an import goes.
   *
   * @param writers threads that write, at least 1
   * @param mostRejects more rejects than this stop the import: then the mapping is wrong, not the
   *     records
   * @param executor gives the threads; it must have {@code writers} of them free
   */
  public record Plan(int writers, long mostRejects, Executor executor) {}

  /** Hears how far an import is; called on the caller's thread, after each chunk. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some more was read. An exception stops the import; what is written stays.
     *
     * @param records read so far, those of earlier attempts included
     * @param rejects among them, without those of earlier attempts
     */
    void read(long records, long rejects);
  }

  /**
   * Imports a file whose mapping is confirmed, up to its end. To be followed by {@link
   * Settlement#settle}.
   *
   * @return records in the file
   * @throws RuleBroken {@code delivery.*} if it may not be imported, the file is not the registered
   *     one or was exchanged while it was read, or too many records are rejects
   * @throws org.klantbrug.work.LeaseLost if another runner took over
   */
  public long importFile(JobLease lease, long deliveryId, Plan plan, Progress progress) {
    var delivery = DeliveryHolds.importable(database, deliveryId);
    var mapping = database.with(handle -> SavedMappings.mapping(handle, delivery));
    try {
      var begun = Stamp.of(delivery);
      checkFile(delivery);
      var records = read(lease, delivery, mapping, plan, progress);
      if (!begun.equals(Stamp.of(delivery))) {
        throw exchanged(delivery);
      }
      database.inTransaction(
          handle -> {
            lease.hold(handle);
            DeliveryHolds.holdUnchanged(handle, delivery);
            return noteRead(handle, deliveryId, records);
          });
      return records;
    } catch (RuleBroken stopped) {
      noteFailure(lease, delivery, stopped);
      throw stopped;
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  private static RuleBroken exchanged(Delivery delivery) {
    return new RuleBroken("delivery.file-exchanged", delivery.fileName());
  }

  private void checkFile(Delivery delivery) throws IOException {
    var registered =
        database.with(
            handle ->
                handle
                    .createQuery("select sha256 from merger_delivery where id = :id")
                    .bind("id", delivery.id())
                    .mapTo(byte[].class)
                    .one());
    if (!Arrays.equals(
        registered, DeliveryRegistration.sha(delivery.storedPath(), delivery.form()))) {
      throw new RuleBroken("delivery.file-changed", delivery.id());
    }
  }

  private long read(
      JobLease lease, Delivery delivery, Mapping mapping, Plan plan, Progress progress)
      throws IOException {
    var done = chunksDone(delivery.id());
    var rejects = rejectsDone(delivery.id());
    try (var reading =
            LineReading.of(
                delivery.storedPath(), delivery.form(), mapping, delivery.extractAsOf());
        var writers = new ChunkWriters(plan, chunk -> write(lease, delivery, chunk))) {
      var records = 0L;
      var expected = CHUNK_BYTES_AT_FIRST;
      for (var no = 1; ; no++) {
        var chunk = readChunk(reading, delivery, no, done.containsKey(no), expected);
        expected = Math.max(expected, chunk.rows().bytes() + (chunk.rows().bytes() >> 3));
        if (chunk.records() == 0) {
          break;
        }
        records += chunk.records();
        rejects += chunk.rows().rejected();
        if (!done.containsKey(no)) {
          writers.take(chunk);
        } else if (!Arrays.equals(done.get(no), chunk.rows().sha())) {
          throw exchanged(delivery);
        }
        progress.read(records, rejects);
        if (rejects > plan.mostRejects()) {
          writers.finish();
          throw tooManyRejects(delivery.id(), plan.mostRejects());
        }
      }
      writers.finish();
      return records;
    }
  }

  /** Reads up to the border of a chunk; of one that is done only the border and its hash. */
  private static Chunk readChunk(
      LineReading reading, Delivery delivery, int no, boolean done, int expectedBytes)
      throws IOException {
    var rows = new StagedRows(delivery.id(), delivery.entity(), done ? 0 : expectedBytes);
    var records = 0;
    var bytes = 0L;
    var first = 0L;
    var last = 0L;
    while (records < CHUNK_RECORDS
        && bytes < CHUNK_BYTES
        && (done ? reading.skip() : reading.next())) {
      if (done) {
        rows.passOver(reading);
      } else {
        rows.add(reading);
      }
      records++;
      bytes += reading.rawLength();
      first = first == 0 ? reading.line() : first;
      last = reading.line();
    }
    return new Chunk(no, first, last, records, rows);
  }

  private void write(JobLease lease, Delivery delivery, Chunk chunk) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          DeliveryHolds.holdUnchanged(handle, delivery);
          if (note(handle, delivery.id(), chunk)) {
            chunk.rows().writeTo(handle);
            lease.finishedPart(handle);
          }
          return null;
        });
  }

  private static boolean note(Handle handle, long deliveryId, Chunk chunk) {
    return handle
            .createUpdate(
                "insert into merger_import_chunk"
                    + " (delivery_id, no, first_line, last_line, rows, rejects, sha)"
                    + " values (:delivery, :no, :first, :last, :rows, :rejects, :sha)"
                    + " on conflict (delivery_id, no) do nothing")
            .bind("delivery", deliveryId)
            .bind("no", chunk.no())
            .bind("first", chunk.firstLine())
            .bind("last", chunk.lastLine())
            .bind("rows", chunk.rows().staged())
            .bind("rejects", chunk.rows().rejected())
            .bind("sha", chunk.rows().sha())
            .execute()
        == 1;
  }

  /** The hashes of the chunks that are there, by number. */
  private Map<Integer, byte[]> chunksDone(long deliveryId) {
    return database.with(
        handle ->
            handle
                .createQuery("select no, sha from merger_import_chunk where delivery_id = :id")
                .bind("id", deliveryId)
                .reduceRows(
                    new HashMap<>(),
                    (done, row) -> {
                      done.put(
                          row.getColumn("no", Integer.class), row.getColumn("sha", byte[].class));
                      return done;
                    }));
  }

  private long rejectsDone(long deliveryId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(rejects), 0) from merger_import_chunk"
                        + " where delivery_id = :id")
                .bind("id", deliveryId)
                .mapTo(Long.class)
                .one());
  }

  private RuleBroken tooManyRejects(long deliveryId, long most) {
    var code =
        database.with(
            handle ->
                handle
                    .createQuery(
                        "select code from merger_reject where delivery_id = :id"
                            + " group by code order by count(*) desc, code limit 1")
                    .bind("id", deliveryId)
                    .mapTo(String.class)
                    .one());
    return new RuleBroken("delivery.too-many-rejects", most, Reason.valueOf(code));
  }

  private static int noteRead(Handle handle, long deliveryId, long records) {
    return handle
        .createUpdate("update merger_delivery set read_lines = :records where id = :id")
        .bind("records", records)
        .bind("id", deliveryId)
        .execute();
  }

  /** How the file is read did not change by it: a page that is open stays as good as it was. */
  private void noteFailure(JobLease lease, Delivery delivery, RuleBroken stopped) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          return handle
              .createUpdate(
                  "update merger_delivery set state = 'FAILED', failure = cast(:failure as jsonb)"
                      + " where id = :id and mapping_id = :mapping"
                      + " and state in ('CONFIRMED', 'FAILED')")
              .bind("failure", Deliveries.json(stopped.texts()))
              .bind("id", delivery.id())
              .bind("mapping", delivery.mappingId())
              .execute();
        });
  }

  /** By what a file that was written anew, or put in the place of another, is known. */
  private record Stamp(Object file, long bytes, Instant written) {
    static Stamp of(Delivery delivery) throws IOException {
      if (!Files.isReadable(delivery.storedPath())) {
        throw new RuleBroken("delivery.file-missing", delivery.id());
      }
      var seen = Files.readAttributes(delivery.storedPath(), BasicFileAttributes.class);
      return new Stamp(seen.fileKey(), seen.size(), seen.lastModifiedTime().toInstant());
    }
  }

  /**
   * A piece of the file on its way to the database.
   *
   * @param firstLine lines on which its first and last record start
   */
  record Chunk(int no, long firstLine, long lastLine, int records, StagedRows rows) {}
}
