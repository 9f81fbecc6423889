package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * The place where a transfer is rehearsed: shadows of the live tables in a schema of their own, in
 * which the same SQL runs. Only one at a time.
 */
@ApplicationScoped
public class Rehearsal {
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

  @Inject
  public Rehearsal(Database database) {
    this.database = database;
  }

  /**
   * Empties the rehearsal and fills it with the live state as it is now. The cut-overs of the
   * rehearsal are begun after that.
   *
   * @throws RuleBroken if a rehearsal is there: look at it and drop it first
   */
  public void begin(long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          var begun =
              handle
                  .createUpdate(
                      """
                      insert into transfer_rehearsal (begun_by, begun_at) values (:staff, :at)
                      on conflict ((true)) where dropped_at is null do nothing
                      """)
                  .bind("staff", staffId)
                  .bind("at", at)
                  .execute();
          if (begun == 0) {
            throw new RuleBroken("transfer.rehearsal-there");
          }
          SHADOWED.forEach(table -> fill(handle, table));
          return null;
        });
  }

  private static void fill(Handle handle, String table) {
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
    handle.execute(
        "insert into rehearsal.%1$s (%2$s) select %2$s from public.%1$s".formatted(table, columns));
    handle.execute("analyze rehearsal." + table);
  }

  /** Throws the rehearsal away. What was reconciled and signed stays. */
  public void drop(long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          handle
              .createUpdate(
                  """
                  update transfer_rehearsal set dropped_by = :staff, dropped_at = :at where dropped_at is null
                  """)
              .bind("staff", staffId)
              .bind("at", at)
              .execute();
          handle.execute(
              "update transfer_cutover set state = 'DROPPED' where rehearsal and state <> 'DROPPED'");
          SHADOWED.forEach(table -> handle.execute("truncate rehearsal." + table));
          return null;
        });
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

  /** Whether the rehearsal was filled and not dropped. */
  public boolean isUnderWay() {
    return database.with(Rehearsal::isUnderWay);
  }

  static boolean isUnderWay(Handle handle) {
    return handle
        .createQuery(
            """
            select exists (select from transfer_rehearsal where dropped_at is null)
            """)
        .mapTo(Boolean.class)
        .one();
  }
}
