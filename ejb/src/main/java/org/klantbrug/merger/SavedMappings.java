package org.klantbrug.merger;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Mappings as they are stored: drafts that may change, and versions that stay. */
final class SavedMappings {
  private SavedMappings() {}

  static Optional<Mapping> confirmedBefore(Database database, Delivery delivery) {
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

  static Optional<Long> draft(Handle handle, Delivery delivery) {
    return handle
        .createQuery("select id from merger_mapping where id = :id and confirmed_at is null")
        .bind("id", delivery.mappingId())
        .mapTo(Long.class)
        .findOne();
  }

  static long change(Handle handle, long mappingId, Mapping mapping) {
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

  static Mapping mapping(Handle handle, Delivery delivery) {
    return handle
        .createQuery("select mapping from merger_mapping where id = :id")
        .bind("id", delivery.mappingId())
        .mapTo(String.class)
        .findOne()
        .map(Mapping::ofJson)
        .orElseThrow(() -> new RuleBroken("mapping.not-saved", delivery.id()));
  }
}
