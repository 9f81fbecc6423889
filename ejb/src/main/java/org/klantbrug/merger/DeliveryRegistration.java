package org.klantbrug.merger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Takes a delivered file in: it is stored, its form is found, and the same one is refused. */
final class DeliveryRegistration {
  private static final List<String> TAKES_FILES = List.of("OPEN", "IMPORTING");
  private static final List<String> TAKES_HISTORY = List.of("OPEN", "IMPORTING", "TRANSFERRED");

  private final Database database;
  private final Audit audit;

  DeliveryRegistration(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  Delivery register(
      Deliveries.Announced announced, InputStream content, Path store, long staffId, Instant at) {
    if (announced.extractAsOf().isAfter(at)) {
      throw new RuleBroken("delivery.extract-in-future", announced.extractAsOf());
    }
    database.use(handle -> refuseOutsideRun(handle, announced));
    try {
      Files.createDirectories(store);
      var arriving = Files.createTempFile(store, "arriving-", ".part");
      try {
        return registerStored(announced, content, arriving, store, staffId, at);
      } finally {
        Files.deleteIfExists(arriving);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The delivered file could not be stored", e);
    }
  }

  /** The run is held as it is until the end of the transaction. */
  private static void refuseOutsideRun(Handle handle, Deliveries.Announced announced) {
    var run =
        handle
            .createQuery(
                "select r.no, r.state, :company in (m.acquirer_id, m.acquired_id) as part,"
                    + " r.round > 1 and :company = m.acquirer_id as between_waves"
                    + " from merger_run r join merger_merger m on m.id = r.merger_id"
                    + " where r.id = :run for share of r")
            .bind("company", announced.companyId())
            .bind("run", announced.runId())
            .mapToMap()
            .findOne();
    var open = announced.entity().isHistory() ? TAKES_HISTORY : TAKES_FILES;
    if (run.isEmpty() || !open.contains(run.get().get("state"))) {
      throw new RuleBroken("delivery.run-is-over", run.map(row -> row.get("no")).orElse(0));
    }
    if (!Boolean.TRUE.equals(run.get().get("part"))) {
      throw new RuleBroken("delivery.company-not-in-merger", run.get().get("no"));
    }
    if (Boolean.TRUE.equals(run.get().get("between_waves"))) {
      throw new RuleBroken("delivery.ours-between-waves");
    }
  }

  private Delivery registerStored(
      Deliveries.Announced announced,
      InputStream content,
      Path arriving,
      Path store,
      long staffId,
      Instant at)
      throws IOException {
    Files.copy(content, arriving, StandardCopyOption.REPLACE_EXISTING);
    var form = FileForm.of(arriving);
    var sha = sha(arriving, form);
    var stored = store.toAbsolutePath().resolve(storedName(announced, form, sha));
    return database.inTransaction(
        handle -> {
          var id = insert(handle, announced, form, sha, stored, arriving, staffId, at);
          try {
            Files.move(arriving, stored, StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new UncheckedIOException("The delivered file could not be stored", e);
          }
          audit.recordBy(handle, staffId, "fileAdded", "file", id, announced.entity().name());
          return Deliveries.read(handle, id);
        });
  }

  private static String storedName(Deliveries.Announced announced, FileForm form, byte[] sha) {
    return announced.companyId()
        + "-"
        + announced.entity()
        + "-"
        + HexFormat.of().formatHex(sha)
        + (form.gzip() ? ".csv.gz" : ".csv");
  }

  private static long insert(
      Handle handle,
      Deliveries.Announced announced,
      FileForm form,
      byte[] sha,
      Path stored,
      Path arriving,
      long staffId,
      Instant at) {
    refuseOutsideRun(handle, announced); // again: receiving a large file takes minutes
    refuseTooLate(handle, announced);
    refuseDeliveredBefore(handle, announced, sha);
    refuseOlderThanLive(handle, announced);
    return handle
        .createQuery(
            "insert into merger_delivery (run_id, company_id, entity, mode, extract_as_of,"
                + " file_name, stored_path, sha256, bytes, form, registered_by, registered_at, round)"
                + " select id, :company, :entity, :mode, :asOf, :name, :path, :sha, :bytes,"
                + " cast(:form as jsonb), :staff, cast(:at as timestamptz), round from merger_run where id = :run"
                + " returning id")
        .bind("run", announced.runId())
        .bind("company", announced.companyId())
        .bind("entity", announced.entity().name())
        .bind("mode", announced.mode().name())
        .bind("asOf", Deliveries.utc(announced.extractAsOf()))
        .bind("name", announced.fileName())
        .bind("path", stored.toString())
        .bind("sha", sha)
        .bind("bytes", arriving.toFile().length())
        .bind("form", Deliveries.json(form))
        .bind("staff", staffId)
        .bind("at", Deliveries.utc(at))
        .mapTo(Long.class)
        .one();
  }

  /**
   * The same content is refused while its run goes on or its records are live; what was abandoned
   * or taken back may come again. Of two who send it at once, the second waits for the first.
   */
  private static void refuseDeliveredBefore(
      Handle handle, Deliveries.Announced announced, byte[] sha) {
    DeliveryHolds.holdCompany(handle, announced.companyId());
    handle
        .createQuery(
            """
            select d.file_name, r.no from merger_delivery d join merger_run r on r.id = d.run_id
             where d.company_id = :company and d.entity = :entity and d.sha256 = :sha
               and (r.id = :run or r.closed_at is null
                    or exists (select from merger_carried_delivery c where c.id = d.id))
             order by d.id desc limit 1""")
        .bind("run", announced.runId())
        .bind("company", announced.companyId())
        .bind("entity", announced.entity().name())
        .bind("sha", sha)
        .mapToMap()
        .findOne()
        .ifPresent(
            before -> {
              throw new RuleBroken(
                  "delivery.delivered-before", before.get("file_name"), before.get("no"));
            });
  }

  /** What is live is newer than an extract from before it, which would put old values back. */
  private static void refuseOlderThanLive(Handle handle, Deliveries.Announced announced) {
    handle
        .createQuery(
            """
            select d.file_name, r.no, d.extract_as_of
              from merger_delivery d join merger_run r on r.id = d.run_id
             where d.company_id = :company and d.entity = :entity and d.extract_as_of > :asOf
               and exists (select from merger_carried_delivery c where c.id = d.id)
             order by d.extract_as_of desc, d.id desc limit 1""")
        .bind("company", announced.companyId())
        .bind("entity", announced.entity().name())
        .bind("asOf", Deliveries.utc(announced.extractAsOf()))
        .map(
            (row, context) ->
                new RuleBroken(
                    "delivery.older-than-live",
                    row.getString("file_name"),
                    row.getInt("no"),
                    row.getObject("extract_as_of", OffsetDateTime.class).toInstant()))
        .findOne()
        .ifPresent(
            older -> {
              throw older;
            });
  }

  /** Once the files of a part are imported, one more would never be read. */
  private static void refuseTooLate(Handle handle, Deliveries.Announced announced) {
    var job =
        DeliveryHolds.importJob(
            handle, announced.runId(), announced.entity(), announced.companyId());
    DeliveryHolds.refuseWhileImporting(job, announced.fileName());
    if (job.equals("COMPLETED")) {
      throw new RuleBroken("delivery.import-is-over", announced.fileName());
    }
  }

  /** Hash of the unpacked content: packing a file again does not make it another. */
  static byte[] sha(Path file, FileForm form) throws IOException {
    var digest = StagedRows.sha256();
    try (var in = new DigestInputStream(form.unpack(file), digest)) {
      var block = new byte[1 << 18];
      while (in.read(block) >= 0) {
        continue;
      }
    }
    return digest.digest();
  }
}
