package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.reading.Reason;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The records that could not be used, and what people do with them. */
@ApplicationScoped
public class Rejects {
  private static final String SELECT =
      "select id, delivery_id, line_no, field, code, expected, raw, state, owner, reason"
          + " from merger_reject ";

  private Database database;
  private Audit audit;

  /** For the container. */
  protected Rejects() {}

  /** Works on this database. */
  @Inject
  public Rejects(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * A record of a delivery that is a reject.
   *
   * @param line line of the file on which it starts
   * @param field column of the entity, or null when the whole record is meant
   * @param raw the record as delivered
   * @param state OPEN, REPAIRED or ACCEPTED (let go)
   * @param owner staff who looks after it, or null
   * @param reason why it was let go, or null
   */
  public record Reject(
      long id,
      long deliveryId,
      long line,
      String field,
      Reason code,
      String expected,
      String raw,
      String state,
      Long owner,
      String reason) {}

  /**
   * A page of open rejects in the order of the file.
   *
   * @param code only these, or null for all
   * @param afterLine 0, or the line of the last one seen
   */
  List<Reject> open(long deliveryId, Reason code, long afterLine, int most) {
    return database.with(handle -> open(handle, deliveryId, code, afterLine, most));
  }

  /**
   * As {@link #open(long, Reason, long, int)}, for a person: the lines are of customers, perhaps
   * before the day on which everybody may see them, so that they were read is written down.
   */
  public List<Reject> shown(long deliveryId, Reason code, long afterLine, int most, long staffId) {
    return database.inTransaction(
        handle -> {
          var shown = open(handle, deliveryId, code, afterLine, most);
          if (!shown.isEmpty()) {
            note(handle, staffId, "rejectsRead", deliveryId, shown.get(0).code(), shown.size());
          }
          return shown;
        });
  }

  /** Writes down that somebody takes all open rejects of a delivery out. */
  void noteExport(long deliveryId, long staffId) {
    var all = counts(deliveryId).values().stream().mapToLong(Long::longValue).sum();
    audit.recordBy(staffId, "rejectsExported", "file", deliveryId, Long.toString(all));
  }

  private static List<Reject> open(
      Handle handle, long deliveryId, Reason code, long afterLine, int most) {
    return handle
        .createQuery(
            SELECT
                + "where delivery_id = :delivery and state = 'OPEN' and line_no > :after"
                + " and (cast(:code as text) is null or code = :code) order by line_no limit :most")
        .bind("delivery", deliveryId)
        .bind("code", code == null ? null : code.name())
        .bind("after", afterLine)
        .bind("most", most)
        .map(Rejects::reject)
        .list();
  }

  /** The open rejects among these lines of a delivery, by line. */
  Map<Long, Reject> openOn(long deliveryId, Collection<Long> lines) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where delivery_id = :delivery and state = 'OPEN' and line_no = any(:lines)")
                .bind("delivery", deliveryId)
                .bindArray("lines", Long.class, lines)
                .map(Rejects::reject)
                .collect(Collectors.toMap(Reject::line, Function.identity())));
  }

  /** As {@link #read}, for a person: that it was read is written down. */
  public Reject shown(long rejectId, long staffId) {
    return database.inTransaction(
        handle -> {
          var shown = find(handle, rejectId, "");
          note(handle, staffId, "rejectsRead", shown.deliveryId(), shown.code(), 1);
          return shown;
        });
  }

  /** The reject with this number, in any state. */
  public Reject read(long rejectId) {
    return database.with(handle -> find(handle, rejectId, ""));
  }

  /** Open rejects of a delivery, counted by reason; the most frequent first. */
  public Map<Reason, Long> counts(long deliveryId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select code, count(*) as n from merger_reject where delivery_id = :delivery"
                        + " and state = 'OPEN' group by code order by n desc, code")
                .bind("delivery", deliveryId)
                .reduceRows(
                    new LinkedHashMap<Reason, Long>(),
                    (counts, row) -> {
                      counts.put(
                          Reason.valueOf(row.getColumn("code", String.class)),
                          row.getColumn("n", Long.class));
                      return counts;
                    }));
  }

  /**
   * Reads a record again as a person has typed it, and stages it under its own line.
   *
   * @param raw the record in the form of the file
   * @throws RuleBroken {@code reject.*}: it still does not fit, its key is taken, or it is no
   *     longer open
   */
  public void repairRaw(long rejectId, String raw, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          var delivery = DeliveryHolds.repairable(handle, find(handle, rejectId, "").deliveryId());
          var reject = openForUpdate(handle, rejectId);
          try (var repaired = RepairedRecord.of(handle, delivery, reject, raw)) {
            repaired
                .whyNot()
                .ifPresent(
                    why -> {
                      throw why;
                    });
            repaired.stage();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          close(handle, reject, raw, staffId, at);
          note(handle, staffId, "rejectRepaired", delivery.id(), reject.code(), 1);
          return null;
        });
  }

  private static Reject openForUpdate(Handle handle, long rejectId) {
    var reject = find(handle, rejectId, " for update");
    if (!reject.state().equals("OPEN")) {
      throw new RuleBroken("reject.not-open", reject.line());
    }
    return reject;
  }

  private static Reject find(Handle handle, long rejectId, String lock) {
    return handle
        .createQuery(SELECT + "where id = :id" + lock)
        .bind("id", rejectId)
        .map(Rejects::reject)
        .findOne()
        .orElseThrow(() -> new RuleBroken("reject.not-found", rejectId));
  }

  /** Says in the log how many records of which reason; never what was in them. */
  private void note(
      Handle handle, long staffId, String action, long deliveryId, Reason code, long count) {
    audit.recordBy(handle, staffId, action, "file", deliveryId, code.name() + " " + count);
  }

  private static void close(Handle handle, Reject reject, String raw, long staffId, Instant at) {
    handle
        .createUpdate(
            "update merger_reject set state = 'REPAIRED', repaired_by = :staff,"
                + " repaired_at = :at, repaired_raw = :raw, version = version + 1 where id = :id")
        .bind("staff", staffId)
        .bind("at", Deliveries.utc(at))
        .bind("raw", raw)
        .bind("id", reject.id())
        .execute();
  }

  /**
   * Leaves a record behind, for good.
   *
   * @param reason why, for the reconciliation
   * @throws RuleBroken {@code reject.*}
   */
  public void letGo(long rejectId, String reason, long staffId, Instant at) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("reject.reason-needed");
    }
    database.inTransaction(
        handle -> {
          DeliveryHolds.repairable(handle, find(handle, rejectId, "").deliveryId());
          var reject = openForUpdate(handle, rejectId);
          return letGo(handle, reject.deliveryId(), reject.code(), rejectId, reason, staffId, at);
        });
  }

  /** Leaves one open record of a reason behind, or with null for its number all of them. */
  private long letGo(
      Handle handle,
      long deliveryId,
      Reason code,
      Long rejectId,
      String reason,
      long staffId,
      Instant at) {
    var gone =
        handle
            .createUpdate(
                "update merger_reject set state = 'ACCEPTED', reason = :reason,"
                    + " repaired_by = :staff, repaired_at = :at, version = version + 1"
                    + " where delivery_id = :delivery and code = :code and state = 'OPEN'"
                    + " and (cast(:reject as bigint) is null or id = :reject)")
            .bind("reason", reason.strip())
            .bind("staff", staffId)
            .bind("at", Deliveries.utc(at))
            .bind("delivery", deliveryId)
            .bind("code", code.name())
            .bind("reject", rejectId)
            .execute();
    DeliveryHolds.touch(handle, deliveryId);
    note(handle, staffId, "rejectsLetGo", deliveryId, code, gone);
    return gone;
  }

  /**
   * Why a record would not fit if it were repaired like this; empty if it would. Writes nothing.
   *
   * @param raw the record in the form of the file
   */
  Optional<RuleBroken> whyNot(Reject reject, String raw) {
    return database.with(
        handle -> {
          var delivery = Deliveries.read(handle, reject.deliveryId());
          try (var repaired = RepairedRecord.of(handle, delivery, reject, raw)) {
            return repaired.whyNot();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Leaves all open records of one reason behind, for good.
   *
   * @param reason why, for the reconciliation
   * @return how many
   * @throws RuleBroken {@code reject.reason-needed}
   */
  public long letAllGo(long deliveryId, Reason code, String reason, long staffId, Instant at) {
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("reject.reason-needed");
    }
    return database.inTransaction(
        handle -> {
          DeliveryHolds.repairable(handle, deliveryId);
          return letGo(handle, deliveryId, code, null, reason, staffId, at);
        });
  }

  private static Reject reject(ResultSet row, StatementContext context) throws SQLException {
    return new Reject(
        row.getLong("id"),
        row.getLong("delivery_id"),
        row.getLong("line_no"),
        row.getString("field"),
        Reason.valueOf(row.getString("code")),
        row.getString("expected"),
        row.getString("raw"),
        row.getString("state"),
        row.getObject("owner", Long.class),
        row.getString("reason"));
  }
}
