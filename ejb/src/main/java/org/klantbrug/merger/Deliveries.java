package org.klantbrug.merger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.merger.reading.Problem;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Jobs;

/** The files that companies deliver, and the mappings by which they are read. */
@ApplicationScoped
public class Deliveries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TAKES_FILES = List.of("OPEN", "IMPORTING");
  private static final List<String> TAKES_HISTORY = List.of("OPEN", "IMPORTING", "TRANSFERRED");
  private static final String SELECT =
      "select id, run_id, company_id, entity, mode, extract_as_of, file_name, stored_path, bytes,"
          + " form, mapping_id, state, failure, registered_at, read_lines, staged, parked,"
          + " duplicates, rejected, warned from merger_delivery ";

  private Database database;
  private Audit audit;

  /** For the container. */
  protected Deliveries() {}

  /** Works on this database. */
  @Inject
  public Deliveries(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What a delivered file is said to be.
   *
   * @param fileName as the company named it
   */
  public record Announced(
      long runId,
      long companyId,
      Entity entity,
      Delivery.Mode mode,
      Instant extractAsOf,
      String fileName) {}

  /**
   * A record as it will be read.
   *
   * @param values delivered values by field, those that are empty left out
   * @param reject why it cannot be used, or null
   */
  public record PreviewedRecord(
      long line, Map<String, String> values, Problem reject, List<Problem> warnings) {
    /** Copies what it is given, keeping the order. */
    public PreviewedRecord {
      values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Stores a file and finds its form. The content is read once, to its end.
   *
   * @param store folder in which delivered files are kept
   * @param at the business moment
   * @throws RuleBroken {@code delivery.*}: it is no readable file, was delivered before, the run
   *     takes no files, or its import of such files runs or is over
   */
  public Delivery register(
      Announced announced, InputStream content, Path store, long staffId, Instant at) {
    checkAnnounced(announced, at);
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

  private void checkAnnounced(Announced announced, Instant at) {
    if (announced.extractAsOf().isAfter(at)) {
      throw new RuleBroken("delivery.extract-in-future", announced.extractAsOf());
    }
    var run =
        database.with(
            handle ->
                handle
                    .createQuery(
                        "select r.no, r.state, :company in (m.acquirer_id, m.acquired_id) as part"
                            + " from merger_run r join merger_merger m on m.id = r.merger_id"
                            + " where r.id = :run")
                    .bind("company", announced.companyId())
                    .bind("run", announced.runId())
                    .mapToMap()
                    .findOne());
    var open = announced.entity().isHistory() ? TAKES_HISTORY : TAKES_FILES;
    if (run.isEmpty() || !open.contains(run.get().get("state"))) {
      throw new RuleBroken("delivery.run-is-over", run.map(row -> row.get("no")).orElse(0));
    }
    if (!Boolean.TRUE.equals(run.get().get("part"))) {
      throw new RuleBroken("delivery.company-not-in-merger", run.get().get("no"));
    }
  }

  private Delivery registerStored(
      Announced announced, InputStream content, Path arriving, Path store, long staffId, Instant at)
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
          return read(handle, id);
        });
  }

  private static String storedName(Announced announced, FileForm form, byte[] sha) {
    return announced.companyId()
        + "-"
        + announced.entity()
        + "-"
        + HexFormat.of().formatHex(sha)
        + (form.gzip() ? ".csv.gz" : ".csv");
  }

  private static long insert(
      Handle handle,
      Announced announced,
      FileForm form,
      byte[] sha,
      Path stored,
      Path arriving,
      long staffId,
      Instant at) {
    refuseTooLate(handle, announced);
    refuseDeliveredBefore(handle, announced, sha);
    return handle
        .createQuery(
            "insert into merger_delivery (run_id, company_id, entity, mode, extract_as_of,"
                + " file_name, stored_path, sha256, bytes, form, registered_by, registered_at)"
                + " values (:run, :company, :entity, :mode, :asOf, :name, :path, :sha, :bytes,"
                + " cast(:form as jsonb), :staff, :at)"
                + " returning id")
        .bind("run", announced.runId())
        .bind("company", announced.companyId())
        .bind("entity", announced.entity().name())
        .bind("mode", announced.mode().name())
        .bind("asOf", utc(announced.extractAsOf()))
        .bind("name", announced.fileName())
        .bind("path", stored.toString())
        .bind("sha", sha)
        .bind("bytes", arriving.toFile().length())
        .bind("form", json(form))
        .bind("staff", staffId)
        .bind("at", utc(at))
        .mapTo(Long.class)
        .one();
  }

  /**
   * The same content is refused while its run goes on or its records are live; what was abandoned
   * or taken back may come again. Of two who send it at once, the second waits for the first.
   */
  private static void refuseDeliveredBefore(Handle handle, Announced announced, byte[] sha) {
    holdCompany(handle, announced.companyId());
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

  /** One at a time adds or withdraws files of a company, or saves a mapping for one. */
  static void holdCompany(Handle handle, long companyId) {
    handle
        .createQuery("select id from merger_company where id = :company for no key update")
        .bind("company", companyId)
        .mapTo(Long.class)
        .one();
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

  /**
   * The delivery with this number.
   *
   * @throws RuleBroken {@code delivery.not-found}
   */
  public Delivery read(long deliveryId) {
    return database.with(handle -> read(handle, deliveryId));
  }

  static Delivery read(Handle handle, long deliveryId) {
    return handle
        .createQuery(SELECT + "where id = :id")
        .bind("id", deliveryId)
        .map(Deliveries::delivery)
        .findOne()
        .orElseThrow(() -> new RuleBroken("delivery.not-found", deliveryId));
  }

  /** The deliveries of a run, in the order in which they came. */
  public List<Delivery> ofRun(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + "where run_id = :run order by id")
                .bind("run", runId)
                .map(Deliveries::delivery)
                .list());
  }

  /**
   * Proposes a mapping: the one confirmed before for the same columns, else what the machine makes
   * of headers and values.
   */
  public MappingProposal proposeMapping(long deliveryId) {
    var delivery = read(deliveryId);
    try {
      var proposal =
          MappingProposal.of(
              delivery.storedPath(), delivery.form(), delivery.entity(), delivery.extractAsOf());
      return confirmedBefore(delivery).map(proposal::asConfirmed).orElse(proposal);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  private Optional<Mapping> confirmedBefore(Delivery delivery) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select mapping from merger_mapping where company_id = :company"
                        + " and entity = :entity and confirmed_at is not null"
                        + " order by version desc limit 1")
                .bind("company", delivery.companyId())
                .bind("entity", delivery.entity().name())
                .mapTo(String.class)
                .findOne()
                .map(Mapping::ofJson)
                .filter(mapping -> mapping.isFor(delivery.form().header())));
  }

  /**
   * Saves a mapping for a delivery, in place of the draft that was there. What an import under an
   * older mapping has staged is taken out again.
   *
   * @return the delivery, MAPPED
   * @throws RuleBroken {@code delivery.imported-already}, {@code delivery.import-runs}
   */
  public Delivery saveMapping(long deliveryId, Mapping mapping) {
    return database.inTransaction(
        handle -> {
          holdCompany(handle, read(handle, deliveryId).companyId());
          var delivery = changeable(handle, deliveryId);
          takeOut(handle, delivery);
          var draft = draft(handle, delivery);
          var mappingId =
              draft.isPresent()
                  ? change(handle, draft.get(), mapping)
                  : create(handle, delivery, mapping);
          handle
              .createUpdate(
                  "update merger_delivery set mapping_id = :mapping, state = 'MAPPED',"
                      + " failure = null, version = version + 1 where id = :id")
              .bind("mapping", mappingId)
              .bind("id", deliveryId)
              .execute();
          return read(handle, deliveryId);
        });
  }

  static Delivery lock(Handle handle, long deliveryId) {
    handle
        .createQuery("select 1 from merger_delivery where id = :id for update")
        .bind("id", deliveryId)
        .mapTo(Integer.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("delivery.not-found", deliveryId));
    return read(handle, deliveryId);
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
  private static String importJob(Handle handle, long runId, Entity entity, long companyId) {
    var kind = part(handle, entity, companyId).importJob();
    return Jobs.newestState(handle, kind, "run", runId).orElse("");
  }

  /** Whether the files that hold such records are imported in the run. */
  static boolean importIsOver(Handle handle, long runId, Entity entity, long companyId) {
    return importJob(handle, runId, entity, companyId).equals("COMPLETED");
  }

  private static void refuseWhileImporting(String job, String fileName) {
    if (List.of("REQUESTED", "RUNNING").contains(job)) {
      throw new RuleBroken("delivery.import-runs", fileName);
    }
  }

  /** Once the files of a part are imported, one more would never be read. */
  private static void refuseTooLate(Handle handle, Announced announced) {
    var job = importJob(handle, announced.runId(), announced.entity(), announced.companyId());
    refuseWhileImporting(job, announced.fileName());
    if (job.equals("COMPLETED")) {
      throw new RuleBroken("delivery.import-is-over", announced.fileName());
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
        .bind("form", json(begun.form()))
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
          var delivery = read(handle, deliveryId);
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

  static void takeOut(Handle handle, Delivery delivery) {
    var tables =
        List.of(
            "merger_import_chunk",
            "merger_reject",
            "merger_warning",
            delivery.entity().stagingTable());
    for (var table : tables) {
      handle
          .createUpdate("delete from " + table + " where delivery_id = :id")
          .bind("id", delivery.id())
          .execute();
    }
    handle
        .createUpdate("update merger_delivery set read_lines = null where id = :id")
        .bind("id", delivery.id())
        .execute();
  }

  static Optional<Long> draft(Handle handle, Delivery delivery) {
    return handle
        .createQuery("select id from merger_mapping where id = :id and confirmed_at is null")
        .bind("id", delivery.mappingId())
        .mapTo(Long.class)
        .findOne();
  }

  private static long change(Handle handle, long mappingId, Mapping mapping) {
    handle
        .createUpdate("update merger_mapping set mapping = cast(:mapping as jsonb) where id = :id")
        .bind("mapping", mapping.toJson())
        .bind("id", mappingId)
        .execute();
    return mappingId;
  }

  /** A new version, not confirmed. The company is held, so that no two get the same number. */
  static long create(Handle handle, Delivery delivery, Mapping mapping) {
    return handle
        .createQuery(
            "insert into merger_mapping (company_id, entity, version, mapping)"
                + " select :company, :entity, coalesce(max(version), 0) + 1, cast(:mapping as jsonb)"
                + " from merger_mapping where company_id = :company and entity = :entity"
                + " returning id")
        .bind("company", delivery.companyId())
        .bind("entity", delivery.entity().name())
        .bind("mapping", mapping.toJson())
        .mapTo(Long.class)
        .one();
  }

  /**
   * The mapping saved for a delivery.
   *
   * @throws RuleBroken {@code mapping.not-saved}
   */
  public Mapping mapping(long deliveryId) {
    return database.with(handle -> mapping(handle, read(handle, deliveryId)));
  }

  static Mapping mapping(Handle handle, Delivery delivery) {
    return handle
        .createQuery("select mapping from merger_mapping where id = :id")
        .bind("id", delivery.mappingId())
        .mapTo(String.class)
        .findOne()
        .map(Mapping::ofJson)
        .orElseThrow(() -> new RuleBroken("mapping.not-saved", delivery.id()));
  }

  /**
   * Confirms the saved mapping for good, in the name of both companies.
   *
   * @param staffId who confirms for us
   * @param theirOwner name of the data owner at the delivering company
   * @throws RuleBroken {@code mapping.*} if it cannot be used for the file, or is confirmed already
   */
  public Delivery confirmMapping(long deliveryId, long staffId, String theirOwner, Instant at) {
    if (theirOwner == null || theirOwner.isBlank()) {
      throw new RuleBroken("mapping.name-of-their-owner");
    }
    return database.inTransaction(
        handle -> {
          var delivery = lock(handle, deliveryId);
          mapping(handle, delivery).checkFor(delivery.form().header());
          var confirmed =
              handle
                  .createUpdate(
                      "update merger_mapping set confirmed_by = :staff, confirmed_at = :at,"
                          + " confirmed_by_theirs = :theirs where id = :id and confirmed_at is null")
                  .bind("staff", staffId)
                  .bind("at", utc(at))
                  .bind("theirs", theirOwner.strip())
                  .bind("id", delivery.mappingId())
                  .execute();
          if (confirmed == 0) {
            throw new RuleBroken("mapping.confirmed-already", deliveryId);
          }
          audit.recordBy(
              handle, staffId, "mappingConfirmed", "file", deliveryId, delivery.entity().name());
          handle
              .createUpdate(
                  "update merger_delivery set state = 'CONFIRMED', version = version + 1"
                      + " where id = :id")
              .bind("id", deliveryId)
              .execute();
          return read(handle, deliveryId);
        });
  }

  /**
   * The first records as they will be read with the saved mapping.
   *
   * @param most records to show
   * @throws RuleBroken {@code mapping.*} if the mapping cannot be used for the file
   */
  public List<PreviewedRecord> preview(long deliveryId, int most) {
    return preview(deliveryId, mapping(deliveryId), most);
  }

  /** As {@link #preview(long, int)}, with a mapping that is not saved. */
  public List<PreviewedRecord> preview(long deliveryId, Mapping mapping, int most) {
    var delivery = read(deliveryId);
    var records = new ArrayList<PreviewedRecord>();
    try (var reading =
        LineReading.of(delivery.storedPath(), delivery.form(), mapping, delivery.extractAsOf())) {
      while (records.size() < most && reading.next()) {
        records.add(previewed(reading));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
    return records;
  }

  private static PreviewedRecord previewed(LineReading reading) {
    var values = new LinkedHashMap<String, String>();
    var fields = reading.entity().fields();
    for (var i = 0; i < fields.size(); i++) {
      if (reading.values()[i] != null) {
        values.put(fields.get(i).column(), reading.values()[i]);
      }
    }
    return new PreviewedRecord(reading.line(), values, reading.reject(), reading.warnings());
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static String json(FileForm form) {
    try {
      return JSON.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileForm form(String json) {
    try {
      return JSON.readValue(json, FileForm.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
    var mappingId = row.getObject("mapping_id", Long.class);
    var staged = row.getObject("staged", Long.class);
    return new Delivery(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getLong("company_id"),
        Entity.valueOf(row.getString("entity")),
        Delivery.Mode.valueOf(row.getString("mode")),
        row.getObject("extract_as_of", OffsetDateTime.class).toInstant(),
        row.getString("file_name"),
        Path.of(row.getString("stored_path")),
        row.getLong("bytes"),
        form(row.getString("form")),
        mappingId,
        Delivery.State.valueOf(row.getString("state")),
        row.getString("failure"),
        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
        staged == null ? null : counts(row));
  }

  private static Delivery.Counts counts(ResultSet row) throws SQLException {
    return new Delivery.Counts(
        row.getLong("read_lines"),
        row.getLong("staged"),
        row.getLong("parked"),
        row.getLong("duplicates"),
        row.getLong("rejected"),
        row.getLong("warned"));
  }
}
