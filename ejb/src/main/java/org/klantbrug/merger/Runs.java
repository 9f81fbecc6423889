package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The rounds of a merger in which files are delivered, and the totals they must come to. */
@ApplicationScoped
public class Runs {
  private static final String SELECT =
      "select id, merger_id, no, state, started_by, started_at, match_model_id, most_rejects,"
          + " closed_at from merger_run ";

  private Database database;
  private Audit audit;

  /** For the container. */
  protected Runs() {}

  /** Works on this database. */
  @Inject
  public Runs(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * A round of a merger.
   *
   * @param no counts from 1 within the merger
   * @param matchModelId the frozen match model, or null
   * @param mostRejects more rejects than this in one file stop its import
   * @param closedAt null while it runs
   */
  public record Run(
      long id,
      long mergerId,
      int no,
      String state,
      long startedBy,
      Instant startedAt,
      Long matchModelId,
      long mostRejects,
      Instant closedAt) {}

  /**
   * Opens another run of a merger whose last one is over, also when that was signed: deliveries
   * repeat. Files are added to it, then it is started.
   *
   * @throws RuleBroken {@code merger.*}: there is no such merger, or its last run goes on
   */
  public Run openAnother(long mergerId, Staff by, Instant at) {
    return database.inTransaction(
        handle -> {
          refuseAnother(handle, mergerId);
          var run = open(handle, mergerId, by.id(), at);
          audit.record(handle, by.id(), by.login(), "runOpened", "merger", mergerId, "" + run.no());
          return run;
        });
  }

  private static void refuseAnother(Handle handle, long mergerId) {
    var merger =
        handle
            .createQuery("select name, state from merger_merger where id = :merger for update")
            .bind("merger", mergerId)
            .mapToMap()
            .findOne()
            .orElseThrow(() -> new RuleBroken("merger.unknown", mergerId));
    EndedMergers.refuseEnded(handle, mergerId);
    var goesOn =
        handle
            .createQuery(
                "select 1 from merger_run where merger_id = :merger and closed_at is null limit 1")
            .bind("merger", mergerId)
            .mapTo(Integer.class)
            .findOne();
    if (goesOn.isPresent()) {
      throw new RuleBroken("merger.run-goes-on", merger.get("name"));
    }
  }

  /**
   * A run brings customers of the acquired company, or only contact history of customers who are
   * live by an earlier run. Asked anew at each answer that lets its files be imported: until then
   * they can be withdrawn.
   *
   * @throws RuleBroken {@code merger.no-customers-yet}, or {@code merger.no-files-yet}
   */
  public static void refuseWithoutCustomers(Handle handle, long runId) {
    var ready =
        handle
            .createQuery(
                """
                select exists (select from merger_delivery d
                                where d.run_id = r.id and d.company_id = m.acquired_id and d.entity = 'CUSTOMER')
                    or exists (select from merger_delivery d where d.run_id = r.id and d.company_id = m.acquired_id)
                       and not exists (select from merger_delivery d where d.run_id = r.id and d.company_id = m.acquired_id
                                          and d.entity not in ('CONTACT', 'DOCUMENT'))
                       and exists (select from merger_carried_delivery c join merger_delivery d on d.id = c.id
                                    where d.company_id = m.acquired_id and d.entity = 'CUSTOMER')
                  from merger_run r join merger_merger m on m.id = r.merger_id where r.id = :run
                """)
            .bind("run", runId)
            .mapTo(Boolean.class)
            .one();
    if (!ready) {
      throw new RuleBroken(
          hasFiles(handle, runId) ? "merger.no-customers-yet" : "merger.no-files-yet");
    }
  }

  private static boolean hasFiles(Handle handle, long runId) {
    return handle
        .createQuery("select exists (select from merger_delivery where run_id = :run)")
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Opens the files of a run again between waves: what comes from now on is of its next round, and
   * what jobs did before says nothing of it.
   */
  public static void nextRound(Handle handle, long runId) {
    handle
        .createUpdate(
            """
            update merger_run set round = round + 1, last_job_before = (select coalesce(max(id), 0) from work_job)
             where id = :run""")
        .bind("run", runId)
        .execute();
  }

  /** Until the end of the transaction no other run of the merger of this run is opened. */
  public static void holdMerger(Handle handle, long runId) {
    handle
        .createQuery(
            "select id from merger_merger"
                + " where id = (select merger_id from merger_run where id = :run) for update")
        .bind("run", runId)
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("merger.run-unknown", runId));
  }

  /** Opens the next run of a merger. */
  public Run open(long mergerId, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          handle
              .createQuery("select id from merger_merger where id = :id for update")
              .bind("id", mergerId)
              .mapTo(Long.class)
              .one();
          return open(handle, mergerId, staffId, at);
        });
  }

  static Run open(Handle handle, long mergerId, long staffId, Instant at) {
    return handle
        .createQuery(
            "insert into merger_run (merger_id, no, started_by, started_at)"
                + " select :merger, coalesce(max(no), 0) + 1, :staff, :at from merger_run"
                + " where merger_id = :merger"
                + " returning id, merger_id, no, state, started_by, started_at,"
                + " match_model_id, most_rejects, closed_at")
        .bind("merger", mergerId)
        .bind("staff", staffId)
        .bind("at", Deliveries.utc(at))
        .map(Runs::run)
        .one();
  }

  /**
   * Sets how many rejects one file of a run may have.
   *
   * @param most more than this stop the import of the file, as its mapping is wrong then
   * @throws RuleBroken {@code run.*}: there is no such run, it is closed, or this is no number
   */
  public void limitRejects(long runId, long most, Staff by) {
    if (most < 0) {
      throw new RuleBroken("run.most-rejects-wrong");
    }
    database.inTransaction(
        handle -> {
          var run =
              handle
                  .createQuery(SELECT + "where id = :id for no key update")
                  .bind("id", runId)
                  .map(Runs::run)
                  .findOne()
                  .orElseThrow(() -> new RuleBroken("run.not-found", runId));
          if (run.closedAt() != null) {
            throw new RuleBroken("run.closed", run.no());
          }
          handle
              .createUpdate("update merger_run set most_rejects = :most where id = :id")
              .bind("most", most)
              .bind("id", runId)
              .execute();
          var change = run.mostRejects() + " -> " + most;
          audit.record(handle, by.id(), by.login(), "rejectLimitSet", "run", runId, change);
          return null;
        });
  }

  /**
   * The run with this number.
   *
   * @throws RuleBroken {@code run.not-found}
   */
  public Run read(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + "where id = :id")
                .bind("id", runId)
                .map(Runs::run)
                .findOne()
                .orElseThrow(() -> new RuleBroken("run.not-found", runId)));
  }

  /** The runs of a merger, the newest first. */
  public List<Run> ofMerger(long mergerId) {
    return database.with(
        handle ->
            handle
                .createQuery(SELECT + "where merger_id = :merger order by no desc")
                .bind("merger", mergerId)
                .map(Runs::run)
                .list());
  }

  private static Run run(ResultSet row, StatementContext context) throws SQLException {
    var closedAt = row.getObject("closed_at", OffsetDateTime.class);
    return new Run(
        row.getLong("id"),
        row.getLong("merger_id"),
        row.getInt("no"),
        row.getString("state"),
        row.getLong("started_by"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("match_model_id", Long.class),
        row.getLong("most_rejects"),
        closedAt == null ? null : closedAt.toInstant());
  }
}
