package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.klantbrug.merger.reading.LineReading;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * What can be said only when every file of a run is in: which records have no parent, and which
 * keys a full delivery no longer has. Can be done again after rejects are repaired: records whose
 * parent has come are taken out of the parking place.
 */
@ApplicationScoped
public class RunSettlement {
  private static final String LIVE = "('NEW', 'CHANGED', 'UNCHANGED')";
  private static final int RAW_TEXTS_AT_ONCE = 1_000;

  private Database database;

  /** For the container. */
  protected RunSettlement() {}

  /** Works on this database. */
  @Inject
  public RunSettlement(Database database) {
    this.database = database;
  }

  /**
   * Settles a run. Parents are looked for in every delivery of the company, of this run and before;
   * a parked parent counts as none.
   *
   * @param part whose files must all be in
   * @param at the business moment
   * @return the deliveries of that part, with their counts
   * @throws RuleBroken {@code delivery.not-imported} while one of them is not imported
   */
  public List<Delivery> settleRun(JobLease lease, long runId, Part part, Instant at) {
    var touched =
        database.inTransaction(
            handle -> {
              lease.hold(handle);
              handle.execute("set local work_mem = '64MB'");
              return settle(handle, runId, part, at);
            });
    for (var deliveryId : touched) {
      addRawTexts(lease, deliveryId);
    }
    return database.with(handle -> ofRun(handle, runId, part));
  }

  private static Set<Long> settle(Handle handle, long runId, Part part, Instant at) {
    var deliveries = ofRun(handle, runId, part);
    for (var delivery : deliveries) {
      if (delivery.state() != Delivery.State.IMPORTED) {
        throw new RuleBroken("delivery.not-imported", delivery.id());
      }
    }
    var touched = new LinkedHashSet<Long>();
    for (var delivery : deliveries) {
      touched.addAll(takeBack(handle, delivery, at));
      park(handle, delivery);
      warnOfOptionalParents(handle, delivery);
      if (SettledValues.carryOver(handle, delivery, Settlement.earlier(handle, delivery))) {
        Settlement.compareWithEarlier(handle, delivery, null);
      }
      listVanished(handle, delivery);
      touched.add(delivery.id());
    }
    for (var deliveryId : touched) {
      var counts = Settlement.counted(handle, Deliveries.read(handle, deliveryId));
      Settlement.writeCounts(handle, deliveryId, counts);
    }
    return touched;
  }

  /** In the order of reading: parents before their children. */
  private static List<Delivery> ofRun(Handle handle, long runId, Part part) {
    return handle
        .createQuery(
            """
            select d.id from merger_delivery d join merger_company c on c.id = d.company_id
             where d.run_id = :run and (c.ours or d.entity not in ('CONTACT', 'DOCUMENT')) = :master order by d.id
            """)
        .bind("master", part == Part.MASTER_DATA)
        .bind("run", runId)
        .mapTo(Long.class)
        .list()
        .stream()
        .map(id -> Deliveries.read(handle, id))
        .sorted(Comparator.comparing(Delivery::entity).thenComparing(Delivery::id))
        .toList();
  }

  /**
   * Takes parked records of the run and entity back whose parents are there now. Those of earlier
   * runs stay parked: this run does not carry them, the next full delivery brings them. What a
   * person let go stays behind.
   */
  private static Set<Long> takeBack(Handle handle, Delivery delivery, Instant at) {
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

  private static void park(Handle handle, Delivery delivery) {
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

  private static void warnOfOptionalParents(Handle handle, Delivery delivery) {
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
        .map(RunSettlement::missing)
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

  private static void listVanished(Handle handle, Delivery delivery) {
    if (delivery.mode() != Delivery.Mode.FULL) {
      return;
    }
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "insert into merger_vanished (run_id, company_id, entity, source_key, last_delivery_id)"
                + " select :run, :company, :entity, e.source_key, max(e.delivery_id) from "
                + table
                + " e join merger_delivery d on d.id = e.delivery_id"
                + " where d.company_id = :company and d.entity = :entity and d.state = 'IMPORTED'"
                + " and d.run_id < :run and e.row_state in "
                + LIVE
                + " and e.source_key is not null and not exists (select 1 from "
                + table
                + "  n join merger_delivery nd on nd.id = n.delivery_id"
                + "  where nd.run_id = :run and nd.company_id = :company"
                + "  and nd.entity = :entity and n.source_key = e.source_key)"
                + " and not exists (select 1 from merger_vanished v where v.company_id = :company"
                + "  and v.entity = :entity and v.source_key = e.source_key"
                + "  and v.last_delivery_id >= e.delivery_id)"
                + " group by e.source_key on conflict do nothing")
        .bind("run", delivery.runId())
        .bind("company", delivery.companyId())
        .bind("entity", delivery.entity().name())
        .execute();
  }

  /** Gives the rejects that were found in the database the text of their records. */
  private void addRawTexts(JobLease lease, long deliveryId) {
    var delivery = database.with(handle -> Deliveries.read(handle, deliveryId));
    var lines = linesWithoutText(deliveryId, 0);
    if (lines.isEmpty()) {
      return;
    }
    var mapping = database.with(handle -> Deliveries.mapping(handle, delivery));
    try {
      addRawTexts(lease, delivery, mapping, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored file could not be read", e);
    }
  }

  private void addRawTexts(JobLease lease, Delivery delivery, Mapping mapping, List<Long> first)
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
