package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.Expected;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.merger.reading.TypedValue;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Fields that were left empty, or changed a little, while their record went on. */
@ApplicationScoped
public class Warnings {
  private static final String SELECT =
      "select w.id, w.delivery_id, w.line_no, w.field, w.code, w.expected, w.raw, w.state,"
          + " w.new_value from merger_warning w ";

  private Database database;
  private Audit audit;
  private Event<CustomerValuesSet> changed;

  /** For the container. */
  protected Warnings() {}

  /** Works on this database. */
  @Inject
  public Warnings(Database database, Audit audit, Event<CustomerValuesSet> changed) {
    this.database = database;
    this.audit = audit;
    this.changed = changed;
  }

  /**
   * What is wrong with one field of a staged record.
   *
   * @param field column of the entity
   * @param raw the value as delivered
   * @param state OPEN, SET (a person gave the value) or ACCEPTED (stays as it is)
   * @param newValue the value given, or null
   */
  public record Warning(
      long id,
      long deliveryId,
      long line,
      String field,
      Reason code,
      String expected,
      String raw,
      String state,
      String newValue) {}

  /** A reason for a field, as warnings are counted. */
  public record Kind(String field, Reason code) {}

  /**
   * Which open warnings are meant.
   *
   * @param field column of the entity, or null for all
   * @param code reason, or null for all
   * @param raw part of the delivered value, in any case of letters; null or empty for all
   */
  public record Filter(long deliveryId, String field, Reason code, String raw) {}

  /**
   * What a person is shown of the open warnings of a kind.
   *
   * @param rows a page of them
   * @param values the delivered values behind all of them, with how often each comes
   */
  public record Shown(List<Warning> rows, Map<String, Long> values) {}

  /**
   * As {@link #open} and {@link #values}, for a person: what was delivered is of customers, perhaps
   * before the day on which everybody may see them, so that it was read is written down.
   *
   * @param filter with a field and a reason
   */
  public Shown shown(Filter filter, long afterId, int most, int mostValues, long staffId) {
    return database.inTransaction(
        handle -> {
          var kind = new Kind(filter.field(), filter.code());
          var rows = open(filter, afterId, most);
          var values = values(filter.deliveryId(), kind, mostValues);
          var count = Math.max(rows.size(), values.size());
          if (count > 0) {
            note(handle, staffId, filter.deliveryId(), kind, count);
          }
          return new Shown(rows, values);
        });
  }

  /** As {@link #open}, for a person: that they were read is written down. */
  public List<Warning> shown(Filter filter, long afterId, int most, long staffId) {
    return database.inTransaction(
        handle -> {
          var rows = open(filter, afterId, most);
          if (!rows.isEmpty()) {
            var first = new Kind(rows.get(0).field(), rows.get(0).code());
            note(handle, staffId, filter.deliveryId(), first, rows.size());
          }
          return rows;
        });
  }

  private void note(Handle handle, long staffId, long deliveryId, Kind kind, long count) {
    note(handle, staffId, "warningsRead", deliveryId, kind.field(), kind.code(), count);
  }

  /**
   * A page of open warnings.
   *
   * @param afterId 0, or the number of the last one seen
   */
  List<Warning> open(Filter filter, long afterId, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where w.delivery_id = :delivery and w.state = 'OPEN' and w.id > :after"
                        + " and (cast(:field as text) is null or w.field = :field)"
                        + " and (cast(:code as text) is null or w.code = :code)"
                        + " and (cast(:raw as text) is null"
                        + "   or strpos(lower(w.raw), lower(:raw)) > 0)"
                        + " order by w.id limit :most")
                .bind("delivery", filter.deliveryId())
                .bind("field", filter.field())
                .bind("code", filter.code() == null ? null : filter.code().name())
                .bind("raw", filter.raw() == null || filter.raw().isEmpty() ? null : filter.raw())
                .bind("after", afterId)
                .bind("most", most)
                .map(Warnings::warning)
                .list());
  }

  /** Open warnings of a delivery, counted by field and reason; the most frequent first. */
  public Map<Kind, Long> counts(long deliveryId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select field, code, count(*) as n from merger_warning"
                        + " where delivery_id = :delivery and state = 'OPEN'"
                        + " group by field, code order by n desc, field, code")
                .bind("delivery", deliveryId)
                .reduceRows(
                    new LinkedHashMap<Kind, Long>(),
                    (counts, row) -> {
                      var code = Reason.valueOf(row.getColumn("code", String.class));
                      counts.put(
                          new Kind(row.getColumn("field", String.class), code),
                          row.getColumn("n", Long.class));
                      return counts;
                    }));
  }

  /** The delivered values behind the open warnings of a kind, with how often each comes. */
  Map<String, Long> values(long deliveryId, Kind kind, int most) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select raw, count(*) as n from merger_warning where delivery_id = :delivery"
                        + " and state = 'OPEN' and field = :field and code = :code"
                        + " group by raw order by n desc, raw limit :most")
                .bind("delivery", deliveryId)
                .bind("field", kind.field())
                .bind("code", kind.code().name())
                .bind("most", most)
                .reduceRows(
                    new LinkedHashMap<String, Long>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("raw", String.class), row.getColumn("n", Long.class));
                      return counts;
                    }));
  }

  /**
   * Gives the field of one record the value that a person has found. The record counts as changed
   * from then on, and the same record in a later file gets the same value.
   *
   * @param value in the form of staging or as {@link TypedValue} reads it; an empty text leaves the
   *     field empty
   * @throws RuleBroken {@code warning.*} if the value does not fit or the warning is settled
   */
  public void setValue(long warningId, String value, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          var warning =
              handle
                  .createQuery(SELECT + "where w.id = :id for update")
                  .bind("id", warningId)
                  .map(Warnings::warning)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("warning.not-found", warningId));
          if (!warning.state().equals("OPEN")) {
            throw new RuleBroken("warning.not-open");
          }
          return settle(handle, warning, warningId, value, staffId, at);
        });
  }

  /**
   * Gives a value to the fields of all open warnings of a kind that have the same delivered value:
   * for example a code for a word that is not in the value list.
   *
   * @return warnings settled
   * @throws RuleBroken {@code warning.still-wrong} if the value does not fit
   */
  public long setAll(
      long deliveryId, Kind kind, String raw, String value, long staffId, Instant at) {
    var like = new Warning(0, deliveryId, 0, kind.field(), kind.code(), "", raw, "OPEN", null);
    return database.inTransaction(handle -> settle(handle, like, null, value, staffId, at));
  }

  /** Settles one warning, or with null for its number all open ones like it. */
  private long settle(
      Handle handle, Warning warning, Long warningId, String value, long staffId, Instant at) {
    var delivery = DeliveryHolds.repairable(handle, warning.deliveryId());
    var field = delivery.entity().field(warning.field());
    var typed = typed(field, value, at);
    refuseWithoutParent(handle, delivery, field, typed);
    var lines = markSet(handle, warning, warningId, typed, staffId, at);
    if (lines.isEmpty()) {
      return 0;
    }
    SettledValues.put(handle, delivery, new Kind(warning.field(), warning.code()), lines);
    Settlement.compareWithEarlier(handle, delivery, lines.size() == 1 ? lines.get(0) : null);
    lessWarned(handle, delivery.id(), lines.size());
    note(
        handle,
        staffId,
        "warningsSet",
        delivery.id(),
        warning.field(),
        warning.code(),
        lines.size());
    if (delivery.entity() == Entity.CUSTOMER) {
      changed.fire(new CustomerValuesSet(delivery.id(), lines, at));
    }
    return lines.size();
  }

  /** The lines whose warnings got the value. */
  private static List<Long> markSet(
      Handle handle, Warning warning, Long warningId, String value, long staffId, Instant at) {
    return handle
        .createQuery(
            "update merger_warning set state = 'SET', new_value = :value,"
                + " settled_by = :staff, settled_at = :at where delivery_id = :delivery"
                + " and state = 'OPEN' and field = :field and code = :code"
                + " and raw is not distinct from :raw"
                + " and (cast(:warning as bigint) is null or id = :warning) returning line_no")
        .bind("value", value)
        .bind("staff", staffId)
        .bind("at", Deliveries.utc(at))
        .bind("delivery", warning.deliveryId())
        .bind("field", warning.field())
        .bind("code", warning.code().name())
        .bind("raw", warning.raw())
        .bind("warning", warningId)
        .mapTo(Long.class)
        .list();
  }

  private static void lessWarned(Handle handle, long deliveryId, long settled) {
    handle
        .createUpdate(
            "update merger_delivery set warned = warned - :settled, version = version + 1"
                + " where id = :delivery")
        .bind("settled", settled)
        .bind("delivery", deliveryId)
        .execute();
  }

  /** Says in the log how many fields of which reason; never what was in them. */
  private void note(
      Handle handle,
      long staffId,
      String action,
      long deliveryId,
      String field,
      Reason code,
      long count) {
    var what = field + " " + code.name() + " " + count;
    audit.recordBy(handle, staffId, action, "file", deliveryId, what);
  }

  private static void refuseWithoutParent(
      Handle handle, Delivery delivery, TargetField field, String key) {
    if (key != null
        && field.parent() != null
        && !MissingParents.hasParent(handle, delivery, field, key)) {
      throw new RuleBroken("warning.still-wrong", Expected.parent(field.parent()));
    }
  }

  private static String typed(TargetField field, String value, Instant at) {
    if (field.type() == FieldType.KEY) {
      throw new RuleBroken("warning.key-stays");
    }
    if (value != null && !value.isBlank()) {
      return TypedValue.of(field, value, at);
    }
    if (field.required()) {
      throw new RuleBroken("warning.still-wrong", new Expected("a value"));
    }
    return null;
  }

  /**
   * Lets all open warnings of a kind be: the fields stay as they are.
   *
   * @return warnings settled
   */
  public long accept(long deliveryId, Kind kind, long staffId, Instant at) {
    return accept(deliveryId, kind, true, null, staffId, at);
  }

  /** As {@link #accept}, only those that have this delivered value. */
  public long acceptValue(long deliveryId, Kind kind, String raw, long staffId, Instant at) {
    return accept(deliveryId, kind, false, raw, staffId, at);
  }

  private long accept(
      long deliveryId, Kind kind, boolean anyValue, String raw, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          DeliveryHolds.repairable(handle, deliveryId);
          var settled =
              handle
                  .createUpdate(
                      "update merger_warning set state = 'ACCEPTED', settled_by = :staff,"
                          + " settled_at = :at where delivery_id = :delivery and state = 'OPEN'"
                          + " and field = :field and code = :code"
                          + " and (:any or raw is not distinct from :raw)")
                  .bind("staff", staffId)
                  .bind("at", Deliveries.utc(at))
                  .bind("delivery", deliveryId)
                  .bind("field", kind.field())
                  .bind("code", kind.code().name())
                  .bind("any", anyValue)
                  .bind("raw", raw)
                  .execute();
          lessWarned(handle, deliveryId, settled);
          note(handle, staffId, "warningsAccepted", deliveryId, kind.field(), kind.code(), settled);
          return (long) settled;
        });
  }

  private static Warning warning(ResultSet row, StatementContext context) throws SQLException {
    return new Warning(
        row.getLong("id"),
        row.getLong("delivery_id"),
        row.getLong("line_no"),
        row.getString("field"),
        Reason.valueOf(row.getString("code")),
        row.getString("expected"),
        row.getString("raw"),
        row.getString("state"),
        row.getString("new_value"));
  }
}
