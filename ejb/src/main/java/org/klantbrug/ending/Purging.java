package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.klantbrug.audit.Audit;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * Lets raw data go, part by part: each counts what went in the transaction in which it went, so a
 * job that was killed goes on with the next. The files go last.
 */
@ApplicationScoped
public class Purging {
  /** Lines of a delivery in one part. */
  static final long LINES = 50_000;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Purging() {}

  /** Works with these. */
  @Inject
  public Purging(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /** A part: lines of one delivery. */
  public record Part(int no, long deliveryId, Entity entity, long fromLine, long toLine) {}

  /** What a part came to. */
  public record Counted(long gone, long kept) {}

  /**
   * Plans the parts; those that are planned stay.
   *
   * @throws RuleBroken {@code ending.purge-not-asked}: nobody decided it; {@code
   *     ending.purge-not-archived}: a file is not in the archive
   */
  public List<Part> plan(JobLease lease, long purgeId) {
    return database.inTransaction(
        handle -> {
          lease.hold(handle);
          ArchiveRows.refuseNotArchived(handle, needApproved(handle, purgeId).mergerId());
          if (parts(handle, purgeId).isEmpty()) {
            addParts(handle, purgeId);
          }
          return parts(handle, purgeId);
        });
  }

  private static Purge needApproved(Handle handle, long purgeId) {
    var purge = Purges.read(handle, purgeId);
    if (purge.state() != Purge.State.APPROVED) {
      throw new RuleBroken("ending.purge-not-asked");
    }
    return purge;
  }

  private static final String PARTS =
      """
      select p.no, p.delivery_id, d.entity, p.from_line, p.to_line from ending_purge_part p
        join merger_delivery d on d.id = p.delivery_id where p.purge_id = :purge
      """;

  private static List<Part> parts(Handle handle, long purgeId) {
    return handle
        .createQuery(PARTS + " order by p.no")
        .bind("purge", purgeId)
        .map(ConstructorMapper.of(Part.class))
        .list();
  }

  private static Part part(Handle handle, long purgeId, int no) {
    return handle
        .createQuery(PARTS + " and p.no = :no")
        .bind("purge", purgeId)
        .bind("no", no)
        .map(ConstructorMapper.of(Part.class))
        .one();
  }

  private static void addParts(Handle handle, long purgeId) {
    var lasts = new ArrayList<String>();
    for (var entity : Entity.values()) {
      lasts.add(
          "select delivery_id, max(line_no) as last from %s group by delivery_id"
              .formatted(entity.stagingTable()));
    }
    lasts.add("select delivery_id, max(line_no) from merger_reject group by delivery_id");
    handle
        .createUpdate(
            """
            insert into ending_purge_part (purge_id, no, delivery_id, from_line, to_line)
            select :purge, row_number() over (order by l.delivery_id, n), l.delivery_id, n, n + :lines - 1
              from (select delivery_id, max(last) as last from (%s) s
                     where delivery_id in (select d.id from merger_delivery d join merger_run r on r.id = d.run_id
                                             join ending_purge p on p.merger_id = r.merger_id and p.id = :purge)
                     group by delivery_id) l
             cross join lateral generate_series(0, l.last, :lines) n"""
                .formatted(String.join(" union all ", lasts)))
        .bind("purge", purgeId)
        .bind("lines", LINES)
        .execute();
  }

  /**
   * Lets one part go, in the transaction of the caller.
   *
   * @throws RuleBroken {@code ending.purge-not-asked}
   */
  public Counted empty(long purgeId, int no) {
    return database.with(
        handle -> {
          needApproved(handle, purgeId);
          var part = part(handle, purgeId, no);
          var entity = part.entity();
          var gone =
              of(handle.createUpdate(PurgeSql.records(entity)), part).execute()
                  + of(handle.createUpdate(PurgeSql.REJECTS), part).execute()
                  + of(handle.createUpdate(PurgeSql.warnings(entity)), part).execute();
          var kept =
              handle
                  .createQuery(PurgeSql.kept(entity))
                  .bind("delivery", part.deliveryId())
                  .bind("from", part.fromLine())
                  .bind("to", part.toLine())
                  .mapTo(Long.class)
                  .one();
          count(handle, purgeId, no, gone, kept);
          return new Counted(gone, kept);
        });
  }

  private static Update of(Update update, Part part) {
    return update
        .bind("delivery", part.deliveryId())
        .bind("from", part.fromLine())
        .bind("to", part.toLine());
  }

  private static void count(Handle handle, long purgeId, int no, long gone, long kept) {
    handle
        .createUpdate(
            """
            update ending_purge_part set gone = coalesce(gone, 0) + :gone, kept = :kept
             where purge_id = :purge and no = :no""")
        .bind("gone", gone)
        .bind("kept", kept)
        .bind("purge", purgeId)
        .bind("no", no)
        .execute();
  }

  /** A delivered file; {@code shared} if another merger still needs it. */
  public record Stored(long deliveryId, String storedPath, boolean shared) {}

  /** Deletes the files and closes the purge. Done again after a crash it comes to the same. */
  public void finish(JobLease lease, long purgeId) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          var purge = Purges.read(handle, purgeId);
          if (purge.state() == Purge.State.DONE) {
            return null;
          }
          stored(handle, purge).stream()
              .filter(each -> !each.shared())
              .forEach(each -> delete(handle, purgeId, each));
          close(handle, purge);
          return null;
        });
  }

  private static List<Stored> stored(Handle handle, Purge purge) {
    return handle
        .createQuery(
            """
            select min(d.id) as delivery_id, d.stored_path,
                   exists (select from merger_delivery o join merger_run w on w.id = o.run_id join merger_merger m on m.id = w.merger_id
                            where o.stored_path = d.stored_path and m.id <> :merger and m.raw_gone_at is null) as shared
              from merger_delivery d join merger_run r on r.id = d.run_id and r.merger_id = :merger group by d.stored_path""")
        .bind("merger", purge.mergerId())
        .map(ConstructorMapper.of(Stored.class))
        .list();
  }

  private void delete(Handle handle, long purgeId, Stored stored) {
    var file = Path.of(stored.storedPath());
    try {
      var bytes = Files.exists(file) ? Files.size(file) : 0;
      Files.deleteIfExists(file);
      handle
          .createUpdate(
              """
              insert into ending_purge_file (purge_id, delivery_id, bytes, gone_at) values (:purge, :delivery, :bytes, :at)
              on conflict do nothing""")
          .bind("purge", purgeId)
          .bind("delivery", stored.deliveryId())
          .bind("bytes", bytes)
          .bind("at", clock.now())
          .execute();
    } catch (IOException e) {
      throw new UncheckedIOException("A delivered file cannot be deleted", e);
    }
  }

  private void close(Handle handle, Purge purge) {
    handle
        .createUpdate("update ending_purge set state = 'DONE', done_at = :at where id = :id")
        .bind("at", clock.now())
        .bind("id", purge.id())
        .execute();
    handle
        .createUpdate(
            """
            update merger_delivery d set values_emptied_at = :at
              from merger_run r where r.id = d.run_id and r.merger_id = :merger and d.values_emptied_at is null
               and not exists (select from ending_purge_part p where p.purge_id = :purge and p.delivery_id = d.id and p.kept > 0)""")
        .bind("at", clock.now())
        .bind("merger", purge.mergerId())
        .bind("purge", purge.id())
        .execute();
    EndedMergers.rawGone(handle, purge.mergerId(), clock.now());
    audit.record(handle, null, "purge", "rawDataGone", "merger", purge.mergerId(), null);
  }
}
