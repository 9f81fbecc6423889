package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.EndedMergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Jobs;

/**
 * That raw data go: one asks, and a second person of finance or privacy decides. Only once the old
 * system may go, and while the archive is known to be whole.
 */
@ApplicationScoped
public class Purges {
  /** Kind of the job that does it; its subject is the purge. */
  public static final String JOB = "purge-raw-data";

  /** So fresh a check of the archive must be. */
  private static final Duration CHECKED = Duration.ofDays(1);

  private static final int LONGEST = 400;

  private Database database;
  private Archives archives;
  private EndTasks tasks;
  private Jobs jobs;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected Purges() {}

  /** Works with these. */
  @Inject
  public Purges(
      Database database,
      Archives archives,
      EndTasks tasks,
      Jobs jobs,
      BusinessClock clock,
      Audit audit) {
    this.database = database;
    this.archives = archives;
    this.tasks = tasks;
    this.jobs = jobs;
    this.clock = clock;
    this.audit = audit;
  }

  /** What would go now; nothing is changed by looking. */
  public PurgePreview preview(long merger) {
    return database.with(
        handle -> {
          var lines =
              handle
                  .createQuery(PurgeSql.preview())
                  .bind("merger", merger)
                  .map(ConstructorMapper.of(PurgePreview.Line.class))
                  .list();
          var notes =
              handle.createQuery(PurgeSql.NOTES).bind("merger", merger).mapTo(Long.class).one();
          return handle
              .createQuery(PurgeSql.FILES)
              .bind("merger", merger)
              .map(
                  (row, context) ->
                      new PurgePreview(
                          lines.stream().filter(each -> each.staged() > 0).toList(),
                          notes,
                          row.getLong("files"),
                          row.getLong("bytes")))
              .one();
        });
  }

  private static final String SELECT =
      """
      select p.id, p.merger_id, p.reason, p.asked_by as asked_by_id, a.full_name as asked_by, p.asked_at, p.state,
             d.full_name as decided_by, p.decided_at, p.done_at,
             (select coalesce(sum(gone), 0) from ending_purge_part x where x.purge_id = p.id) as gone,
             (select coalesce(sum(kept), 0) from ending_purge_part x where x.purge_id = p.id) as kept,
             (select count(*) from ending_purge_file x where x.purge_id = p.id) as files
        from ending_purge p join identity_staff a on a.id = p.asked_by left join identity_staff d on d.id = p.decided_by
      """;

  /** All of a merger, the newest first. */
  public List<Purge> of(long merger) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + " where p.merger_id = :merger order by p.id desc")
                .bind("merger", merger)
                .map(ConstructorMapper.of(Purge.class))
                .list());
  }

  /** The one that goes on or is done; empty if none was asked for, or it was declined. */
  public Optional<Purge> current(long merger) {
    return of(merger).stream().filter(each -> each.state() != Purge.State.DECLINED).findFirst();
  }

  static Purge read(Handle handle, long id) {
    return handle
        .createQuery(SELECT + " where p.id = :id for share of p")
        .bind("id", id)
        .map(ConstructorMapper.of(Purge.class))
        .findOne()
        .orElseThrow(() -> new RuleBroken("ending.purge-unknown", id));
  }

  /**
   * Asks that raw data go. Nothing goes before somebody else decided.
   *
   * @throws RuleBroken {@code ending.*}: the old system may not go yet, the archive was not checked
   *     today, is not whole or does not hold every file, there is no reason, or it was asked
   *     already
   */
  @Transactional
  public void ask(long merger, String reason, Staff by) {
    if (!by.may(Action.ENDING_PREPARE)) {
      throw new NotAllowed(Action.ENDING_PREPARE);
    }
    var why = reason == null ? "" : reason.strip();
    if (why.isEmpty() || why.length() > LONGEST) {
      throw new RuleBroken("ending.purge-reason", LONGEST);
    }
    database.inTransaction(
        handle -> {
          EndedMergers.hold(handle, merger);
          refuseTooEarly(handle, merger);
          if (current(merger).isPresent()) {
            throw new RuleBroken("ending.purge-asked");
          }
          handle
              .createUpdate(
                  "insert into ending_purge (merger_id, reason, asked_by, asked_at) values (:merger, :reason, :by, :at)")
              .bind("merger", merger)
              .bind("reason", why)
              .bind("by", by.id())
              .bind("at", clock.now())
              .execute();
          tasks.askToPurge(handle, merger, by);
          audit.record(handle, by.id(), by.login(), "purgeAsked", "merger", merger, null);
          return null;
        });
  }

  private void refuseTooEarly(Handle handle, long merger) {
    if (!EndedMergers.isEnded(handle, merger)) {
      throw new RuleBroken("ending.purge-too-early");
    }
    var archive =
        archives.newest(merger).orElseThrow(() -> new RuleBroken("ending.archive-not-made"));
    if (!archive.isWhole() || archive.checkedAt().isBefore(clock.now().minus(CHECKED))) {
      throw new RuleBroken("ending.purge-check-first");
    }
    ArchiveRows.refuseNotArchived(handle, merger);
  }

  /**
   * The second person decides. When it goes a job does it, and what went is gone for good.
   *
   * @throws NotAllowed for whoever may not sign the end
   * @throws RuleBroken {@code ending.*}: it is the same person or neither finance nor privacy,
   *     nothing waits, or as in {@link #ask}
   */
  @Transactional
  public void decide(long merger, boolean goes, Staff by) {
    if (!by.may(Action.ENDING_SIGN)) {
      throw new NotAllowed(Action.ENDING_SIGN);
    }
    database.inTransaction(
        handle -> {
          EndedMergers.hold(handle, merger);
          var purge =
              current(merger)
                  .filter(each -> each.state() == Purge.State.ASKED)
                  .orElseThrow(() -> new RuleBroken("ending.purge-not-asked"));
          if (purge.askedById() == by.id()) {
            throw new RuleBroken("ending.purge-second");
          }
          if (!guards(by)) {
            throw new RuleBroken("ending.purge-guard");
          }
          if (goes) {
            refuseTooEarly(handle, merger);
          }
          decided(handle, purge, goes, by);
          tasks.purgeDecided(merger, goes, by);
          var deed = goes ? "purgeApproved" : "purgeDeclined";
          audit.record(handle, by.id(), by.login(), deed, "merger", merger, null);
          if (goes) {
            jobs.request(JOB, "purge", purge.id(), Map.of(), null, by.id(), clock.now());
          }
          return null;
        });
  }

  /** Whether somebody is of finance or privacy: who leads the migration does not decide it. */
  public static boolean guards(Staff by) {
    return by.is("finance") || by.is("privacyOfficer");
  }

  private void decided(Handle handle, Purge purge, boolean goes, Staff by) {
    handle
        .createUpdate(
            "update ending_purge set state = :state, decided_by = :by, decided_at = :at where id = :id")
        .bind("state", goes ? Purge.State.APPROVED : Purge.State.DECLINED)
        .bind("by", by.id())
        .bind("at", clock.now())
        .bind("id", purge.id())
        .execute();
  }
}
