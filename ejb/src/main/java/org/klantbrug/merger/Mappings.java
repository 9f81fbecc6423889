package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.merger.reading.FileForm;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.merger.reading.MappingProposal;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Mappings that are tried, kept as versions, and used again; and the form of a file, corrected. */
@ApplicationScoped
public class Mappings {
  private Database database;
  private Deliveries deliveries;

  /** For the container. */
  protected Mappings() {}

  /** Works on this database. */
  @Inject
  public Mappings(Database database, Deliveries deliveries) {
    this.database = database;
    this.deliveries = deliveries;
  }

  /**
   * What a mapping that need not be saved makes of the values of the file.
   *
   * @throws RuleBroken {@code mapping.other-columns}
   */
  public MappingProposal tryMapping(long deliveryId, Mapping mapping) {
    var delivery = deliveries.read(deliveryId);
    if (!mapping.isFor(delivery.form().header())) {
      return tryMapping(deliveryId, mapping.adaptedTo(delivery.entity(), delivery.form().header()));
    }
    try {
      return MappingProposal.tried(
          delivery.storedPath(), delivery.form(), mapping, delivery.extractAsOf());
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  /**
   * A saved mapping of a company for one kind of record.
   *
   * @param id of the mapping
   * @param confirmedBy who confirmed it for us, or null
   * @param confirmedByTheirs who confirmed it for the delivering company, or null
   * @param files names of the files that are read by it
   */
  public record Version(
      long id,
      int version,
      String confirmedBy,
      String confirmedByTheirs,
      Instant confirmedAt,
      String files) {}

  /** All saved mappings for files like this one, of every run; the newest first. */
  public List<Version> versions(long deliveryId) {
    return database.with(
        handle -> {
          var delivery = Deliveries.read(handle, deliveryId);
          return handle
              .createQuery(
                  """
                  select m.id, m.version, s.full_name as confirmed_by, m.confirmed_by_theirs, m.confirmed_at,
                         coalesce((select string_agg(d.file_name, ', ' order by d.id)
                                     from merger_delivery d where d.mapping_id = m.id), '') as files
                    from merger_mapping m left join identity_staff s on s.id = m.confirmed_by
                   where m.company_id = :company and m.entity = :entity
                   order by m.version desc
                  """)
              .bind("company", delivery.companyId())
              .bind("entity", delivery.entity().name())
              .map(ConstructorMapper.of(Version.class))
              .list();
        });
  }

  /**
   * Saves for a delivery what an earlier mapping says of the columns of the same name; the others
   * are undecided.
   *
   * @throws RuleBroken {@code mapping.not-found} if the mapping is not of this company and entity
   */
  public Delivery useAgain(long deliveryId, long mappingId, ReadingChange change) {
    var earlier =
        database.with(
            handle -> {
              var delivery = Deliveries.read(handle, deliveryId);
              return handle
                  .createQuery(
                      "select mapping from merger_mapping where id = :id"
                          + " and company_id = :company and entity = :entity")
                  .bind("id", mappingId)
                  .bind("company", delivery.companyId())
                  .bind("entity", delivery.entity().name())
                  .mapTo(String.class)
                  .findOne()
                  .map(Mapping::ofJson)
                  .orElseThrow(() -> new RuleBroken("mapping.not-found", mappingId));
            });
    return saveAdapted(deliveryId, earlier, change);
  }

  /** Saves what a mapping, made for this file or one like it, says of the columns it knows. */
  public Delivery saveAdapted(long deliveryId, Mapping mapping, ReadingChange change) {
    var delivery = deliveries.read(deliveryId);
    return deliveries.saveMapping(
        deliveryId, mapping.adaptedTo(delivery.entity(), delivery.form().header()), change);
  }

  /**
   * Corrects how a file is written. When its header reads otherwise now, the mapping must be made
   * anew; else it stays, but one that was confirmed is confirmed again, in a version of its own: it
   * was confirmed for values that read otherwise.
   *
   * @param charset one of {@link FileForm#CHARSETS}
   * @param delimiter one of {@link FileForm#DELIMITERS}
   * @throws RuleBroken {@code delivery.*}: the file cannot be read so, is imported already, or is
   *     being imported
   */
  public Delivery changeForm(
      long deliveryId, String charset, String delimiter, ReadingChange change) {
    return database.inTransaction(
        handle -> {
          DeliveryHolds.holdCompany(handle, Deliveries.read(handle, deliveryId).companyId());
          var delivery = DeliveryHolds.changeable(handle, deliveryId);
          change.refuseIfStale(delivery);
          var form = readAs(delivery, charset, delimiter);
          Deliveries.takeOut(handle, delivery);
          var sameColumns = form.header().equals(delivery.form().header());
          var mappingId = sameColumns ? toConfirm(handle, delivery) : null;
          handle
              .createUpdate(
                  "update merger_delivery set form = cast(:form as jsonb), failure = null,"
                      + " state = :state, mapping_id = :mapping,"
                      + " version = version + 1 where id = :id")
              .bind("form", Deliveries.json(form))
              .bind("state", mappingId == null ? "REGISTERED" : "MAPPED")
              .bind("mapping", mappingId)
              .bind("id", deliveryId)
              .execute();
          change.note(handle, deliveryId);
          return Deliveries.read(handle, deliveryId);
        });
  }

  /** The draft of the delivery, made of what was confirmed where that is so; null without any. */
  private static Long toConfirm(Handle handle, Delivery delivery) {
    return delivery.mappingId() == null
        ? null
        : SavedMappings.draft(handle, delivery)
            .orElseGet(
                () ->
                    SavedMappings.create(
                        handle, delivery, SavedMappings.mapping(handle, delivery)));
  }

  private static FileForm readAs(Delivery delivery, String charset, String delimiter) {
    try {
      return FileForm.of(delivery.storedPath(), charset, delimiter);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }
}
