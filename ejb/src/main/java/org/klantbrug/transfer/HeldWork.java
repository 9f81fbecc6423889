package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.Sight;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Open promises and complaints that came over and wait until the desk takes them up as live work:
 * each once.
 */
@ApplicationScoped
public class HeldWork {
  private Database database;

  /** For the container. */
  public HeldWork() {}

  /** Works on this database. */
  @Inject
  public HeldWork(Database database) {
    this.database = database;
  }

  /**
   * Ids of what waits, in the order in which it came.
   *
   * @param entity {@link Entity#PROMISE} or {@link Entity#COMPLAINT}
   * @param after the last id that was seen; 0 to begin
   */
  public List<Long> waiting(Entity entity, long after, int limit) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select f.id from %s f where %s and f.id > :after order by f.id limit :limit"
                        .formatted(LiveTable.of(entity).table(), waits(entity)))
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  /** How many wait. */
  public long count(Entity entity) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select count(*) from %s f where %s"
                        .formatted(LiveTable.of(entity).table(), waits(entity)))
                .mapTo(Long.class)
                .one());
  }

  /**
   * Notes that the desk made live work of it. To be called in the transaction that makes the work.
   *
   * @param takenAs number of the work
   * @throws RuleBroken if someone took it before, a later delivery changed it, or its transfer was
   *     undone
   */
  public void take(Entity entity, long id, String takenAs, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          take(handle, entity, id, takenAs, staffId, at);
          return null;
        });
  }

  /** As {@link #take(Entity, long, String, long, Instant)}, where the handle writes. */
  void take(Handle handle, Entity entity, long id, String takenAs, long staffId, Instant at) {
    var table = LiveTable.of(entity).table();
    holdTransfers(handle, table, id);
    var taken =
        handle
            .createUpdate(
                "update %s f set taken_at = :at, taken_by = :staff, taken_as = :as where f.id = :id and %s"
                    .formatted(table, waits(entity)))
            .bind("at", at)
            .bind("staff", staffId)
            .bind("as", takenAs)
            .bind("id", id)
            .execute();
    if (taken == 0) {
      throw new RuleBroken("transfer.held-taken");
    }
  }

  /**
   * A transfer that brings a new version goes live, or is taken back, before or after this: it
   * looks which versions are taken.
   */
  private static void holdTransfers(Handle handle, String table, long id) {
    handle
        .createQuery(
            """
            select c.id from transfer_cutover c
             where c.id in (select f.cutover_id from %1$s f where f.id = :id and f.taken_at is null
                            union all
                            select f.superseded_by from %1$s f where f.id = :id and f.taken_at is null)
             order by c.id for share of c
            """
                .formatted(table))
        .bind("id", id)
        .mapTo(Long.class)
        .list();
  }

  private static String waits(Entity entity) {
    if (!LiveTable.of(entity).isHeld()) {
      throw new IllegalArgumentException(entity + " does not wait for the desk");
    }
    var open = entity == Entity.PROMISE ? " and coalesce(f.state, 'OPEN') = 'OPEN'" : "";
    return "f.taken_at is null and f.cutover_id is not null" + open + " and " + Sight.FACT_COUNTS;
  }
}
