package org.klantbrug.merger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The files that companies deliver, and the mappings by which they are read. */
@ApplicationScoped
public class Deliveries {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String SELECT =
      "select id, run_id, company_id, entity, mode, extract_as_of, file_name, stored_path, bytes,"
          + " form, mapping_id, state, failure, registered_at, read_lines, staged, parked,"
          + " duplicates, rejected, warned, version, reading_changed_at,"
          + " (select s.full_name from identity_staff s where s.id = reading_changed_by) changed_by"
          + " from merger_delivery ";

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
   * Stores a file and finds its form. The content is read once, to its end.
   *
   * @param store folder in which delivered files are kept
   * @param at the business moment
   * @throws RuleBroken {@code delivery.*}: it is no readable file, was delivered before, older than
   *     what is live, the run takes no files, or its import of such files runs or is over
   */
  public Delivery register(
      Announced announced, InputStream content, Path store, long staffId, Instant at) {
    return new DeliveryRegistration(database, audit)
        .register(announced, content, store, staffId, at);
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

  /** Whether its file and its staged records are gone, as two people decided at the end. */
  public boolean isRawGone(long deliveryId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select m.raw_gone_at is not null from merger_delivery d join merger_run r on r.id = d.run_id
                      join merger_merger m on m.id = r.merger_id where d.id = :id""")
                .bind("id", deliveryId)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
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
      return SavedMappings.confirmedBefore(database, delivery)
          .map(proposal::asConfirmed)
          .orElse(proposal);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  /**
   * Saves a mapping for a delivery, in place of the draft that was there. What an import under an
   * older mapping has staged is taken out again.
   *
   * @return the delivery, MAPPED
   * @param mapping perhaps not finished: what is undecided stands in the way of confirming only
   * @throws RuleBroken {@code delivery.imported-already}, {@code delivery.import-runs}, {@code
   *     delivery.reading-changed}; {@code mapping.*} if nobody can read with it
   */
  public Delivery saveMapping(long deliveryId, Mapping mapping, ReadingChange change) {
    return database.inTransaction(
        handle -> {
          DeliveryHolds.holdCompany(handle, read(handle, deliveryId).companyId());
          var delivery = DeliveryHolds.changeable(handle, deliveryId);
          change.refuseIfStale(delivery);
          mapping.checkAsDraftFor(delivery.form().header());
          takeOut(handle, delivery);
          var draft = SavedMappings.draft(handle, delivery);
          var mappingId =
              draft.isPresent()
                  ? SavedMappings.change(handle, draft.get(), mapping)
                  : SavedMappings.create(handle, delivery, mapping);
          handle
              .createUpdate(
                  "update merger_delivery set mapping_id = :mapping, state = 'MAPPED',"
                      + " failure = null, version = version + 1 where id = :id")
              .bind("mapping", mappingId)
              .bind("id", deliveryId)
              .execute();
          change.note(handle, deliveryId);
          return read(handle, deliveryId);
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

  /**
   * The mapping saved for a delivery.
   *
   * @throws RuleBroken {@code mapping.not-saved}
   */
  public Mapping mapping(long deliveryId) {
    return database.with(handle -> SavedMappings.mapping(handle, read(handle, deliveryId)));
  }

  /**
   * Confirms the saved mapping for good, in the name of both companies.
   *
   * @param theirOwner name of the data owner at the delivering company
   * @param change by whom it is confirmed for us
   * @throws RuleBroken {@code mapping.*} if it cannot be used for the file, or is confirmed
   *     already; {@code delivery.reading-changed}
   */
  public Delivery confirmMapping(long deliveryId, String theirOwner, ReadingChange change) {
    if (theirOwner == null || theirOwner.isBlank()) {
      throw new RuleBroken("mapping.name-of-their-owner");
    }
    return database.inTransaction(
        handle -> {
          var delivery = DeliveryHolds.lock(handle, deliveryId);
          if (delivery.state() == Delivery.State.IMPORTED) { // its version counts its records now
            throw new RuleBroken("mapping.confirmed-already", deliveryId);
          }
          change.refuseIfStale(delivery);
          SavedMappings.mapping(handle, delivery).checkFor(delivery.form().header());
          var confirmed =
              handle
                  .createUpdate(
                      "update merger_mapping set confirmed_by = :staff, confirmed_at = :at,"
                          + " confirmed_by_theirs = :theirs where id = :id and confirmed_at is null")
                  .bind("staff", change.staffId())
                  .bind("at", utc(change.at()))
                  .bind("theirs", theirOwner.strip())
                  .bind("id", delivery.mappingId())
                  .execute();
          if (confirmed == 0) {
            throw new RuleBroken("mapping.confirmed-already", deliveryId);
          }
          audit.recordBy(
              handle,
              change.staffId(),
              "mappingConfirmed",
              "file",
              deliveryId,
              delivery.entity().name());
          handle
              .createUpdate(
                  "update merger_delivery set state = 'CONFIRMED', version = version + 1"
                      + " where id = :id")
              .bind("id", deliveryId)
              .execute();
          change.note(handle, deliveryId);
          return read(handle, deliveryId);
        });
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
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

  private static Map<String, String> failure(String json) {
    try {
      return json == null ? Map.of() : JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Delivery delivery(ResultSet row, StatementContext context) throws SQLException {
    var mappingId = row.getObject("mapping_id", Long.class);
    var staged = row.getObject("staged", Long.class);
    var changedAt = row.getObject("reading_changed_at", OffsetDateTime.class);
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
        failure(row.getString("failure")),
        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
        staged == null ? null : counts(row),
        row.getInt("version"),
        row.getString("changed_by"),
        changedAt == null ? null : changedAt.toInstant());
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
