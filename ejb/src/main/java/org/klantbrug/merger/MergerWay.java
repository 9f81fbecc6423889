package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** How the customers of a merger go over: all at once, or wave by wave. */
@ApplicationScoped
public class MergerWay {
  private Database database;
  private Audit audit;

  /** For the container. */
  protected MergerWay() {}

  /** Works with these. */
  @Inject
  public MergerWay(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Whether its customers go over wave by wave. */
  public boolean isByWaves(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery("select by_waves from merger_merger where id = :merger")
                .bind("merger", mergerId)
                .mapTo(Boolean.class)
                .findOne()
                .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId)));
  }

  /** Whether it can still be chosen: the rehearsal of the customers is not approved. */
  public boolean isOpen(long mergerId) {
    return database.with(handle -> isOpen(handle, mergerId));
  }

  private static boolean isOpen(Handle handle, long mergerId) {
    return handle
        .createQuery(
            """
            select exists (
              select from merger_run r
               where r.merger_id = :merger and r.state in ('OPEN', 'IMPORTING')
                 and not exists (select from merger_run o where o.merger_id = r.merger_id and o.id <> r.id and o.state = 'CLOSED')
                 and not exists (select from work_item w where w.subject_kind = 'run' and w.subject_id = r.id
                                    and w.kind = 'approveRehearsal' and w.outcome = 'approved'))""")
        .bind("merger", mergerId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Chooses how customers go over.
   *
   * @throws RuleBroken {@code merger.way-*}: customers are rehearsed and approved for the other way
   */
  public void choose(long mergerId, boolean byWaves, Staff by) {
    database.inTransaction(
        handle -> {
          var before =
              handle
                  .createQuery(
                      "select by_waves from merger_merger where id = :merger for no key update")
                  .bind("merger", mergerId)
                  .mapTo(Boolean.class)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId));
          if (before == byWaves) {
            return null;
          }
          if (!isOpen(handle, mergerId)) {
            throw new RuleBroken("merger.way-decided");
          }
          handle
              .createUpdate("update merger_merger set by_waves = :by where id = :merger")
              .bind("by", byWaves)
              .bind("merger", mergerId)
              .execute();
          audit.record(
              handle,
              by.id(),
              by.login(),
              byWaves ? "mergerByWaves" : "mergerAllAtOnce",
              "merger",
              mergerId,
              null);
          return null;
        });
  }
}
