package org.klantbrug.merger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Records whose parent was not delivered: parked, or only warned of where the parent is optional;
 * and taken back once the parent is there. Parents are looked for in every delivery of the company,
 * a parked one counts as none.
 */
final class MissingParents {
  /** States of staged records that a delivery really brought. */
  static final String LIVE = "('NEW', 'CHANGED', 'UNCHANGED')";

  private MissingParents() {}

  /**
   * Takes parked records of the run and entity back whose parents are there now. Those of earlier
   * runs stay parked: this run does not carry them, the next full delivery brings them. What a
   * person let go stays behind.
   */
  static Set<Long> takeBack(Handle handle, Delivery delivery, Instant at) {
    var table = delivery.entity().stagingTable();
    var missing = missingParent(delivery.entity());
    if (missing == null) {
      return Set.of();
    }
    var taken =
        bindParents(
                handle.createQuery(
                    "with back as (update "
                        + table
                        + " s set row_state = 'NEW' where s.row_state = 'PARKED'"
                        + " and s.delivery_id in (select id from merger_delivery where run_id = :run)"
                        + " and exists (select 1 from merger_reject o"
                        + "  where o.delivery_id = s.delivery_id and o.line_no = s.line_no"
                        + "  and o.code = 'UNKNOWN_PARENT' and o.state = 'OPEN')"
                        + " and not ("
                        + missing
                        + ") and not exists (select 1 from "
                        + table
                        + " l join merger_delivery ld on ld.id = l.delivery_id"
                        + "  join merger_delivery sd on sd.id = s.delivery_id"
                        + "  where l.delivery_id = any(:deliveries) and l.source_key = s.source_key"
                        + "  and l.row_state in "
                        + LIVE
                        + "  and (ld.imported_at, ld.id) > (sd.imported_at, sd.id))"
                        + " returning s.delivery_id, s.line_no),"
                        + " repaired as (update merger_reject r set state = 'REPAIRED',"
                        + "  repaired_at = :at, version = version + 1 from back"
                        + "  where r.delivery_id = back.delivery_id and r.line_no = back.line_no"
                        + "  and r.code = 'UNKNOWN_PARENT' and r.state = 'OPEN')"
                        + " select distinct delivery_id from back"),
                handle,
                delivery)
            .bindArray("deliveries", Long.class, deliveriesOf(handle, delivery, delivery.entity()))
            .bind("run", delivery.runId())
            .bind("at", Deliveries.utc(at))
            .mapTo(Long.class)
            .set();
    for (var deliveryId : taken) {
      Settlement.compareWithEarlier(handle, Deliveries.read(handle, deliveryId), null);
    }
    return taken;
  }

  /** Parks records without a required parent, and keeps a reject of each. */
  static void park(Handle handle, Delivery delivery) {
    var table = delivery.entity().stagingTable();
    for (var field : delivery.entity().fields()) {
      if (field.parent() == null || !field.required()) {
        continue;
      }
      bindParents(
              handle.createUpdate(
                  "with parked as (update "
                      + table
                      + " s set row_state = 'PARKED' where s.delivery_id = :delivery"
                      + " and s.row_state in "
                      + LIVE
                      + " and "
                      + missing(field)
                      + " returning s.line_no)"
                      + " insert into merger_reject (delivery_id, line_no, field, code, expected)"
                      + " select :delivery, line_no, '"
                      + field.column()
                      + "', 'UNKNOWN_PARENT', 'a "
                      + field.parent()
                      + " with this key' from parked"
                      + " on conflict (delivery_id, line_no) do update set state = 'OPEN',"
                      + " field = excluded.field, code = excluded.code,"
                      + " expected = excluded.expected, version = merger_reject.version + 1"),
              handle,
              delivery)
          .bind("delivery", delivery.id())
          .execute();
    }
  }

  /** Warns of records whose optional parent is not there; they are carried without it. */
  static void warnOfOptional(Handle handle, Delivery delivery) {
    for (var field : delivery.entity().fields()) {
      if (field.parent() == null || field.required()) {
        continue;
      }
      bindParents(
              handle.createUpdate(
                  "insert into merger_warning (delivery_id, line_no, field, code, expected, raw)"
                      + " select :delivery, s.line_no, '"
                      + field.column()
                      + "', 'UNKNOWN_PARENT', 'a "
                      + field.parent()
                      + " with this key', s."
                      + field.column()
                      + " from "
                      + delivery.entity().stagingTable()
                      + " s where s.delivery_id = :delivery and s.row_state in "
                      + LIVE
                      + " and s."
                      + field.column()
                      + " is not null and "
                      + missing(field)
                      + " and not exists (select 1 from merger_warning w"
                      + "  where w.delivery_id = :delivery and w.line_no = s.line_no"
                      + "  and w.field = '"
                      + field.column()
                      + "' and w.code = 'UNKNOWN_PARENT')"),
              handle,
              delivery)
          .bind("delivery", delivery.id())
          .execute();
    }
  }

  /** Condition on {@code s}: one of the required parents is not there; null without such. */
  private static String missingParent(Entity entity) {
    return entity.fields().stream()
        .filter(field -> field.parent() != null && field.required())
        .map(MissingParents::missing)
        .reduce((one, other) -> one + " or " + other)
        .orElse(null);
  }

  private static String missing(TargetField field) {
    return "not exists (select 1 from "
        + field.parent().stagingTable()
        + " p where p.delivery_id = any(:"
        + field.parent()
        + ") and p.source_key = s."
        + field.column()
        + " and p.row_state in "
        + LIVE
        + ")";
  }

  private static <T extends SqlStatement<T>> T bindParents(
      T statement, Handle handle, Delivery delivery) {
    var bound = statement;
    for (var field : delivery.entity().fields()) {
      if (field.parent() != null) {
        var parents = deliveriesOf(handle, delivery, field.parent());
        bound = bound.bindArray(field.parent().name(), Long.class, parents);
      }
    }
    return bound;
  }

  /** Whether a live parent with this key is in a delivery of the company. */
  static boolean hasParent(Handle handle, Delivery delivery, TargetField field, String key) {
    return handle
        .createQuery(
            "select 1 from "
                + field.parent().stagingTable()
                + " where delivery_id = any(:deliveries) and source_key = :key and row_state in "
                + LIVE
                + " limit 1")
        .bindArray("deliveries", Long.class, deliveriesOf(handle, delivery, field.parent()))
        .bind("key", key)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static List<Long> deliveriesOf(Handle handle, Delivery delivery, Entity entity) {
    return handle
        .createQuery(
            "select id from merger_delivery where company_id = :company and entity = :entity"
                + " and state = 'IMPORTED'")
        .bind("company", delivery.companyId())
        .bind("entity", entity.name())
        .mapTo(Long.class)
        .list();
  }
}
