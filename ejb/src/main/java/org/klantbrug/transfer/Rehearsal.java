package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.Jobs;

/**
 * The place where a transfer is rehearsed: shadows of the live tables in a schema of their own, in
 * which the same SQL runs. Only one at a time, and it belongs to the run that began it.
 */
@ApplicationScoped
public class Rehearsal {
  /** Kind of the job that rehearses the transfer of customers. */
  public static final String TRANSFER_JOB = "rehearse-transfer";

  /** Kind of the job that rehearses the transfer of their history. */
  public static final String HISTORY_JOB = "rehearse-contact-history";

  /** What a transfer reads or writes, and so what a rehearsal starts with. */
  private static final List<String> SHADOWED =
      List.of(
          "customer_party",
          "customer_party_link",
          "contract_contract",
          "contract_role",
          "contract_invoice",
          "contract_arrangement",
          "contract_mandate",
          "contact_contact",
          "contact_promise",
          "contact_document",
          "transfer_held_complaint",
          "transfer_ledger");

  private Database database;

  /** For the container. */
  public Rehearsal() {}

  /** Works on this database. */
  @Inject
  public Rehearsal(Database database) {
    this.database = database;
  }

  /**
   * Goes on with the rehearsal of this run, or begins it: so that a job that was killed goes on.
   */
  public void open(long runId, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          if (!isUnderWay(handle, runId)) {
            begin(handle, runId, staffId, at);
          }
          return null;
        });
  }

  /**
   * Empties the rehearsal and fills it with the live state as it is now, but for what waves of this
   * run brought. The cut-overs of the rehearsal are begun after that.
   *
   * @throws RuleBroken if a rehearsal is there, of this run or another: look at it and drop it
   *     first
   */
  public void begin(long runId, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          begin(handle, runId, staffId, at);
          return null;
        });
  }

  /**
   * Throws the rehearsal of this run away if it is of an earlier round: files came since, and all
   * is rehearsed anew.
   */
  public void dropOlder(long runId, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          if (isOlder(handle, runId)) {
            drop(handle, runId, staffId, at);
          }
          return null;
        });
  }

  private static boolean isOlder(Handle handle, long runId) {
    return handle
        .createQuery(
            """
            select exists (select from transfer_rehearsal h join merger_run r on r.id = h.run_id
                            where h.dropped_at is null and r.id = :run and h.round < r.round)""")
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
  }

  private static void begin(Handle handle, long runId, long staffId, Instant at) {
    var begun =
        handle
            .createUpdate(
                """
                insert into transfer_rehearsal (run_id, begun_by, begun_at, round)
                select id, :staff, :at, round from merger_run where id = :run
                on conflict ((true)) where dropped_at is null do nothing
                """)
            .bind("run", runId)
            .bind("staff", staffId)
            .bind("at", at)
            .execute();
    if (begun == 0) {
      throw isUnderWay(handle, runId)
          ? new RuleBroken("transfer.rehearsal-there")
          : new RuleBroken("transfer.rehearsal-of-another", whose(handle));
    }
    SHADOWED.forEach(table -> fill(handle, table, runId));
  }

  private static String whose(Handle handle) {
    return handle
        .createQuery(
            """
            select m.name from transfer_rehearsal h join merger_run r on r.id = h.run_id
              join merger_merger m on m.id = r.merger_id where h.dropped_at is null
            """)
        .mapTo(String.class)
        .findOne()
        .orElse("?");
  }

  /** SQL: what waves of the run brought; all of the run is rehearsed as if none had gone. */
  private static final String BY_ITS_WAVES =
      " where cutover_id is null or cutover_id not in"
          + " (select id from transfer_cutover where run_id = :run and wave_id is not null)";

  private static void fill(Handle handle, String table, long runId) {
    handle.execute("truncate rehearsal." + table);
    var columns =
        handle
            .createQuery(
                """
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                 where attrelid = to_regclass(:table) and attnum > 0 and not attisdropped and attgenerated = ''
                """)
            .bind("table", "public." + table)
            .mapTo(String.class)
            .one();
    handle
        .createUpdate(
            "insert into rehearsal.%1$s (%2$s) select %2$s from public.%1$s"
                    .formatted(table, columns)
                + (table.equals("customer_party") ? "" : BY_ITS_WAVES))
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("run", runId)
        .execute();
    handle.execute("analyze rehearsal." + table);
  }

  /**
   * Throws the rehearsal of this run away, if there is one; that of another run stays. What was
   * reconciled and signed stays.
   */
  public void drop(long runId, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          drop(handle, runId, staffId, at);
          return null;
        });
  }

  static void drop(Handle handle, long runId, long staffId, Instant at) {
    Jobs.abandonFailed(handle, List.of(TRANSFER_JOB, HISTORY_JOB), "run", runId);
    var dropped =
        handle
            .createUpdate(
                """
                update transfer_rehearsal set dropped_by = :staff, dropped_at = :at
                 where dropped_at is null and run_id = :run
                """)
            .bind("run", runId)
            .bind("staff", staffId)
            .bind("at", at)
            .execute();
    if (dropped == 0) {
      return;
    }
    handle
        .createUpdate(
            "update transfer_cutover set state = 'DROPPED' where rehearsal and state <> 'DROPPED' and run_id = :run")
        .bind("run", runId)
        .execute();
    SHADOWED.forEach(table -> handle.execute("truncate rehearsal." + table));
  }

  /**
   * Looks into the rehearsal: {@code work} sees rehearsed customers where it would see the live
   * ones. For the reading services that take a handle.
   */
  public <T> T look(Function<Handle, T> work) {
    return database.inTransaction(
        handle -> {
          Place.REHEARSAL.enter(handle);
          var seen = work.apply(handle);
          Place.leave(handle);
          return seen;
        });
  }

  /** Whether a rehearsal, of whatever run, was filled and not dropped. */
  public boolean isUnderWay() {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select exists (select from transfer_rehearsal where dropped_at is null)")
                .mapTo(Boolean.class)
                .one());
  }

  /** Whether the rehearsal that was filled and not dropped is of this run. */
  public boolean isOf(long runId) {
    return database.with(handle -> isUnderWay(handle, runId));
  }

  static boolean isUnderWay(Handle handle, long runId) {
    return handle
        .createQuery(
            "select exists (select from transfer_rehearsal where dropped_at is null and run_id = :run)")
        .bind("run", runId)
        .mapTo(Boolean.class)
        .one();
  }
}
