package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Jobs;

/** The archives of a merger: asked for here, made by a job, and looked over. */
@ApplicationScoped
public class Archives {
  /** Kind of the job that makes one; its subject is the archive. */
  public static final String JOB = "make-archive";

  private Database database;
  private Jobs jobs;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Archives() {}

  /** Works with these. */
  @Inject
  public Archives(Database database, Jobs jobs, BusinessClock clock, Audit audit) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
    this.audit = audit;
  }

  private static final String SELECT =
      """
      select a.id, a.merger_id, a.no, a.folder, s.full_name as asked_by, a.asked_at, a.made_at, a.sha256, a.keep_until,
             (select count(*) from ending_archive_file f where f.archive_id = a.id) as files,
             (select coalesce(sum(f.bytes), 0) from ending_archive_file f where f.archive_id = a.id) as bytes,
             c.checked_at, coalesce(c.wrong, '{}') as wrong
        from ending_archive a
        join identity_staff s on s.id = a.asked_by
        left join lateral (select * from ending_archive_check c where c.archive_id = a.id order by c.id desc limit 1) c on true
      """;

  /** The archives of a merger, the newest first. */
  public List<Archive> of(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + " where a.merger_id = :merger order by a.no desc")
                .bind("merger", merger)
                .map(ArchiveRows::archive)
                .list());
  }

  /** The newest that is made. */
  public Optional<Archive> newest(long merger) {
    return of(merger).stream().filter(Archive::isMade).findFirst();
  }

  /**
   * One archive.
   *
   * @throws RuleBroken {@code ending.archive-unknown}
   */
  public Archive read(long id) {
    return database.with(handle -> read(handle, id));
  }

  static Archive read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where a.id = :id")
        .bind("id", id)
        .map(ArchiveRows::archive)
        .findOne()
        .orElseThrow(() -> new RuleBroken("ending.archive-unknown", id));
  }

  /** All that are made, of all mergers; of each merger the newest. */
  public List<Archive> allNewest() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " where a.id in (select max(id) from ending_archive where made_at is not null group by merger_id) order by a.id")
                .map(ArchiveRows::archive)
                .list());
  }

  /** The files of an archive, by name. */
  public List<ArchivedFile> files(long archive) {
    return database.with(handle -> ArchiveRows.files(handle, archive));
  }

  /** Who looked something up in the archives of a merger, the newest first. */
  public List<ArchiveRows.Access> accesses(long merger, int limit) {
    return database.with(handle -> ArchiveRows.accesses(handle, merger, limit));
  }

  /**
   * Asks for an archive of all files that were read in, carried or not; a job makes it.
   *
   * @return its key; that of the one which is being made if somebody asked before
   * @throws RuleBroken {@code ending.run-open}: files may still come
   */
  @Transactional
  public long ask(long merger, Staff by) {
    return database.inTransaction(
        handle -> {
          EndedMergers.hold(handle, merger);
          refuseOpenRun(handle, merger);
          var id =
              unfinished(handle, merger)
                  .orElseGet(
                      () -> {
                        audit.record(
                            handle, by.id(), by.login(), "archiveAsked", "merger", merger, null);
                        return ArchiveRows.add(handle, merger, by, clock.now());
                      });
          jobs.request(JOB, "archive", id, Map.of(), null, by.id(), clock.now());
          return id;
        });
  }

  private static void refuseOpenRun(Handle handle, long merger) {
    var open =
        handle
            .createQuery(
                """
                select exists (select from merger_run where merger_id = :merger and closed_at is null)
                    or not exists (select from merger_delivery d join merger_run r on r.id = d.run_id and r.merger_id = :merger
                                    where d.id in (select id from merger_carried_delivery))""")
            .bind("merger", merger)
            .mapTo(Boolean.class)
            .one();
    if (open) {
      throw new RuleBroken("ending.run-open");
    }
  }

  private static Optional<Long> unfinished(Handle handle, long merger) {
    return handle
        .createQuery(
            "select max(id) from ending_archive where merger_id = :merger and made_at is null having max(id) is not null")
        .bind("merger", merger)
        .mapTo(Long.class)
        .findOne();
  }
}
