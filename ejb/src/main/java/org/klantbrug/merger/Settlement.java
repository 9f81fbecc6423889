package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * Says of each staged record what it is: the first of its key or a duplicate, new or known from an
 * earlier delivery, with or without its parent. Set work in the database; rows are touched only
 * where the answer is not NEW. Doing it again changes nothing.
 */
@ApplicationScoped
public class Settlement {
  private Database database;

  /** For the container. */
  protected Settlement() {}

  /** Works on this database. */
  @Inject
  public Settlement(Database database) {
    this.database = database;
  }

  /**
   * Settles one delivery after {@link DeliveryImport#importFile}: duplicates within it, and what is
   * new, changed or unchanged against earlier deliveries of the same company and entity, with the
   * values that people gave the same records then. Then counts, and stops if a record is missing.
   *
   * @param at the business moment
   * @return the delivery, IMPORTED
   * @throws RuleBroken {@code delivery.changed-under-import} if it is no longer what was imported;
   *     {@code delivery.not-conserved} if read is not staged + duplicates + rejected
   */
  public Delivery settle(JobLease lease, long deliveryId, Instant at) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          var delivery = Deliveries.lock(handle, deliveryId);
          if (delivery.state() == Delivery.State.IMPORTED) {
            return delivery;
          }
          refuseUnread(handle, delivery);
          handle.execute("set local work_mem = '64MB'");
          markDuplicates(handle, delivery);
          numberOccurrences(handle, delivery);
          SettledValues.carryOver(handle, delivery, earlier(handle, delivery));
          compareWithEarlier(handle, delivery, null);
          close(handle, delivery, at);
          return Deliveries.read(handle, deliveryId);
        });
  }

  /** What an import read is gone once the mapping or the form was changed after it. */
  private static void refuseUnread(Handle handle, Delivery delivery) {
    var read =
        handle
            .createQuery(
                "select 1 from merger_delivery where id = :id and read_lines is not null"
                    + " and state in ('CONFIRMED', 'FAILED')")
            .bind("id", delivery.id())
            .mapTo(Integer.class)
            .findOne();
    if (read.isEmpty()) {
      throw new RuleBroken("delivery.changed-under-import", delivery.fileName());
    }
  }

  private static void markDuplicates(Handle handle, Delivery delivery) {
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "with doubled as ("
                + "  select source_key, min(line_no) as first_line from "
                + table
                + "  where delivery_id = :delivery and source_key is not null"
                + "  group by source_key having count(*) > 1),"
                + " later as ("
                + "  select s.line_no, s.source_key, d.first_line,"
                + "   s.content_sha = f.content_sha as same from doubled d"
                + "  join "
                + table
                + "   s on s.delivery_id = :delivery and s.source_key = d.source_key"
                + "   and s.line_no > d.first_line"
                + "  join "
                + table
                + "   f on f.delivery_id = :delivery and f.line_no = d.first_line),"
                + " marked as ("
                + "  update "
                + table
                + " s set row_state = 'DUPLICATE' from later l"
                + "  where s.delivery_id = :delivery and s.line_no = l.line_no)"
                + " insert into merger_warning (delivery_id, line_no, field, code, expected, raw)"
                + " select :delivery, line_no, 'source_key',"
                + "  case when same then 'REPEATED_RECORD' else 'DUPLICATE_KEY' end,"
                + "  'a key of its own; it is on line ' || first_line, source_key from later")
        .bind("delivery", delivery.id())
        .execute();
  }

  private static void numberOccurrences(Handle handle, Delivery delivery) {
    if (delivery.entity().field("source_key").required()) {
      return;
    }
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "with doubled as ("
                + "  select content_sha from "
                + table
                + "  where delivery_id = :delivery and source_key is null"
                + "  group by content_sha having count(*) > 1),"
                + " numbered as ("
                + "  select line_no, row_number() over (partition by content_sha order by line_no) n"
                + "  from "
                + table
                + "  where delivery_id = :delivery and source_key is null"
                + "   and content_sha in (select content_sha from doubled))"
                + " update "
                + table
                + " s set occurrence = n from numbered"
                + " where s.delivery_id = :delivery and s.line_no = numbered.line_no and n > 1")
        .bind("delivery", delivery.id())
        .execute();
  }

  /** Numbers one record without a key among those of the same content. */
  static void numberOccurrence(Handle handle, Delivery delivery, long line) {
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "update "
                + table
                + " s set occurrence = (select coalesce(max(o.occurrence), 0) + 1 from "
                + table
                + " o where o.delivery_id = :delivery and o.source_key is null"
                + " and o.content_sha = s.content_sha and o.line_no <> :line)"
                + " where s.delivery_id = :delivery and s.line_no = :line")
        .bind("delivery", delivery.id())
        .bind("line", line)
        .execute();
  }

  /**
   * Marks what earlier deliveries had.
   *
   * @param line one line, or null for all of the delivery
   */
  static void compareWithEarlier(Handle handle, Delivery delivery, Long line) {
    var earlier = earlier(handle, delivery);
    if (earlier.isEmpty()) {
      return;
    }
    var table = delivery.entity().stagingTable();
    handle
        .createUpdate(
            "with latest as ("
                + "  select distinct on (e.source_key) e.source_key, e.content_sha from "
                + table
                + " e join merger_delivery d on d.id = e.delivery_id"
                + "  where e.delivery_id in (<earlier>) and e.source_key is not null"
                + "   and e.row_state in ('NEW', 'CHANGED')"
                + "   and (cast(:line as bigint) is null or e.source_key = (select source_key from "
                + table
                + "     where delivery_id = :delivery and line_no = :line))"
                + "  order by e.source_key, d.imported_at desc, d.id desc)"
                + " update "
                + table
                + " s set row_state ="
                + "  case when s.content_sha = latest.content_sha then 'UNCHANGED' else 'CHANGED' end"
                + " from latest where s.delivery_id = :delivery and s.row_state = 'NEW'"
                + "  and s.source_key = latest.source_key"
                + "  and (cast(:line as bigint) is null or s.line_no = :line)")
        .bindList("earlier", earlier)
        .bind("delivery", delivery.id())
        .bind("line", line)
        .execute();
    handle
        .createUpdate(
            "update "
                + table
                + " s set row_state = 'UNCHANGED' where s.delivery_id = :delivery"
                + " and s.source_key is null and s.row_state = 'NEW'"
                + " and (cast(:line as bigint) is null or s.line_no = :line)"
                + " and exists (select 1 from "
                + table
                + "  e where e.delivery_id in (<earlier>) and e.source_key is null"
                + "  and e.content_sha = s.content_sha and e.occurrence = s.occurrence"
                + "  and e.row_state in ('NEW', 'CHANGED'))")
        .bindList("earlier", earlier)
        .bind("delivery", delivery.id())
        .bind("line", line)
        .execute();
  }

  /** Imported deliveries of the same company and entity from before this one. */
  static List<Long> earlier(Handle handle, Delivery delivery) {
    return handle
        .createQuery(
            "select e.id from merger_delivery e join merger_delivery d on d.id = :id"
                + " where e.company_id = d.company_id and e.entity = d.entity"
                + " and e.state = 'IMPORTED' and e.id <> d.id"
                + " and (d.imported_at is null or (e.imported_at, e.id) < (d.imported_at, d.id))")
        .bind("id", delivery.id())
        .mapTo(Long.class)
        .list();
  }

  private static void close(Handle handle, Delivery delivery, Instant at) {
    var counts = counted(handle, delivery);
    if (counts.read()
        != counts.staged() + counts.parked() + counts.duplicates() + counts.rejected()) {
      throw new RuleBroken(
          "delivery.not-conserved",
          delivery.id(),
          counts.read(),
          counts.staged(),
          counts.parked(),
          counts.duplicates(),
          counts.rejected());
    }
    writeCounts(handle, delivery.id(), counts);
    handle
        .createUpdate(
            "update merger_delivery set state = 'IMPORTED', failure = null,"
                + " imported_at = :at where id = :id")
        .bind("at", Deliveries.utc(at))
        .bind("id", delivery.id())
        .execute();
  }

  static void writeCounts(Handle handle, long deliveryId, Delivery.Counts counts) {
    handle
        .createUpdate(
            "update merger_delivery set read_lines = :read, staged = :staged, parked = :parked,"
                + " duplicates = :duplicates, rejected = :rejected, warned = :warned,"
                + " version = version + 1 where id = :id")
        .bind("read", counts.read())
        .bind("staged", counts.staged())
        .bind("parked", counts.parked())
        .bind("duplicates", counts.duplicates())
        .bind("rejected", counts.rejected())
        .bind("warned", counts.warned())
        .bind("id", deliveryId)
        .execute();
  }

  /** Counts what lies in the tables, beside the records that the reader has seen. */
  static Delivery.Counts counted(Handle handle, Delivery delivery) {
    return handle
        .createQuery(
            "select (select read_lines from merger_delivery where id = :id) as read,"
                + " count(*) filter (where row_state in ('NEW', 'CHANGED', 'UNCHANGED')) as staged,"
                + " count(*) filter (where row_state = 'PARKED') as parked,"
                + " count(*) filter (where row_state = 'DUPLICATE') as duplicates,"
                + " (select count(*) from merger_reject where delivery_id = :id"
                + "   and state <> 'REPAIRED' and code <> 'UNKNOWN_PARENT') as rejected,"
                + " (select count(*) from merger_warning where delivery_id = :id"
                + "   and state = 'OPEN') as warned"
                + " from "
                + delivery.entity().stagingTable()
                + " where delivery_id = :id")
        .bind("id", delivery.id())
        .map(
            (row, context) ->
                new Delivery.Counts(
                    row.getLong("read"),
                    row.getLong("staged"),
                    row.getLong("parked"),
                    row.getLong("duplicates"),
                    row.getLong("rejected"),
                    row.getLong("warned")))
        .one();
  }
}
