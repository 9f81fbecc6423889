package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.merger.reading.ControlTotalFile;
import org.klantbrug.merger.reading.Mapping;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What the old company's own ledger says there is. The reconciliation compares with these, not with
 * our reading of its files.
 */
@ApplicationScoped
public class ControlTotals {
  private static final long MOST_BYTES = 1 << 20;

  private Database database;
  private Deliveries deliveries;

  /** For the container. */
  protected ControlTotals() {}

  /** Works on this database. */
  @Inject
  public ControlTotals(Database database, Deliveries deliveries) {
    this.database = database;
    this.deliveries = deliveries;
  }

  /** What can be counted or added up of an entity: COUNT, then SUM_ and each column of amounts. */
  public static List<String> measures(Entity entity) {
    return Stream.concat(
            Stream.of("COUNT"),
            entity.fields().stream()
                .filter(field -> field.type() == FieldType.AMOUNT)
                .map(field -> "SUM_" + field.column()))
        .toList();
  }

  /**
   * Notes control totals, each in place of the one that was there; all of them or none.
   *
   * @throws RuleBroken {@code run.*} or {@code totals.*}: no such measure, no such number, or the
   *     run is closed
   */
  public void enter(List<ControlTotal> totals) {
    totals.forEach(ControlTotals::check);
    database.inTransaction(
        handle -> {
          totals.stream()
              .map(ControlTotal::runId)
              .distinct()
              .forEach(run -> refuseClosed(handle, run));
          totals.forEach(total -> write(handle, total));
          return null;
        });
  }

  private static void check(ControlTotal total) {
    var count = total.measure().equals("COUNT");
    if (!measures(total.entity()).contains(total.measure())) {
      throw new RuleBroken("run.no-such-measure", total.measure(), total.entity());
    }
    if (total.value() == null || count && total.value().signum() < 0) {
      throw new RuleBroken("totals.count-wrong", total.entity());
    }
    if (total.value().stripTrailingZeros().scale() > (count ? 0 : 2)) {
      throw new RuleBroken(count ? "totals.count-wrong" : "totals.amount-wrong", total.entity());
    }
    if (total.source() == null || total.source().isBlank()) {
      throw new RuleBroken("totals.source-missing");
    }
  }

  private static void refuseClosed(Handle handle, long runId) {
    handle
        .createQuery("select no from merger_run where id = :run and closed_at is not null")
        .bind("run", runId)
        .mapTo(Integer.class)
        .findOne()
        .ifPresent(
            no -> {
              throw new RuleBroken("run.closed", no);
            });
  }

  private static void write(Handle handle, ControlTotal total) {
    handle
        .createUpdate(
            """
            insert into merger_control_total
                   (run_id, company_id, entity, measure, value, entered_by, source)
            values (:run, :company, :entity, :measure, :value, :staff, :source)
            on conflict (run_id, company_id, entity, measure) do update
               set value = excluded.value, entered_by = excluded.entered_by, source = excluded.source
            """)
        .bind("run", total.runId())
        .bind("company", total.companyId())
        .bind("entity", total.entity().name())
        .bind("measure", total.measure())
        .bind("value", total.value())
        .bind("staff", total.enteredBy())
        .bind("source", total.source().strip())
        .execute();
  }

  /** Takes a control total away; nothing happens if there is none. */
  public void remove(long runId, long companyId, Entity entity, String measure) {
    database.inTransaction(
        handle -> {
          refuseClosed(handle, runId);
          return handle
              .createUpdate(
                  """
                  delete from merger_control_total where run_id = :run and company_id = :company
                     and entity = :entity and measure = :measure
                  """)
              .bind("run", runId)
              .bind("company", companyId)
              .bind("entity", entity.name())
              .bind("measure", measure)
              .execute();
        });
  }

  /** The control totals of a run. */
  public List<ControlTotal> ofRun(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select * from merger_control_total where run_id = :run"
                        + " order by company_id, entity, measure")
                .bind("run", runId)
                .map(ControlTotals::total)
                .list());
  }

  /**
   * Reads a file of control totals, one for each kind of record and column of money, and notes them
   * all; or none, when one of them is wrong.
   *
   * @param fileName what the company calls it; kept as source
   * @return how many were noted
   * @throws RuleBroken {@code totals.*} or {@code delivery.*}: which line is wrong and what to do
   */
  public int take(long runId, long companyId, InputStream content, String fileName, long staffId) {
    try {
      var file = Files.createTempFile("klantbrug-totals-", ".csv");
      try {
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if (Files.size(file) > MOST_BYTES) {
          throw new RuleBroken("totals.file-too-long");
        }
        var totals = new ArrayList<ControlTotal>();
        for (var found :
            ControlTotalFile.read(file, entity -> mappings(runId, companyId, entity))) {
          totals.add(
              new ControlTotal(
                  runId,
                  companyId,
                  found.entity(),
                  found.measure(),
                  found.value(),
                  staffId,
                  fileName));
        }
        enter(totals);
        return totals.size();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file of control totals could not be read", e);
    }
  }

  /** How the files of the run are read: they tell what a column of money is here. */
  private List<Mapping> mappings(long runId, long companyId, Entity entity) {
    return deliveries.ofRun(runId).stream()
        .filter(file -> file.companyId() == companyId && file.entity() == entity)
        .filter(file -> file.mappingId() != null)
        .map(file -> deliveries.mapping(file.id()))
        .toList();
  }

  private static ControlTotal total(ResultSet row, StatementContext context) throws SQLException {
    return new ControlTotal(
        row.getLong("run_id"),
        row.getLong("company_id"),
        Entity.valueOf(row.getString("entity")),
        row.getString("measure"),
        row.getObject("value", BigDecimal.class),
        row.getLong("entered_by"),
        row.getString("source"));
  }
}
