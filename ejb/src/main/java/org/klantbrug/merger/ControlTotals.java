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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private ControlTotalChanges changes;

  /** For the container. */
  protected ControlTotals() {}

  /** Works on this database. */
  @Inject
  public ControlTotals(Database database, Deliveries deliveries, ControlTotalChanges changes) {
    this.database = database;
    this.deliveries = deliveries;
    this.changes = changes;
  }

  /**
   * Who enters or changes control totals.
   *
   * @param reason why; needed once the files of the part are imported, null or blank before
   */
  public record By(long staffId, String reason, Instant at) {
    /** Keeps no blank reason. */
    public By {
      reason = reason == null || reason.isBlank() ? null : reason.strip();
    }
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
   * Notes control totals, each in place of the one that was there; all of them or none. What is
   * entered as it was stays as it is.
   *
   * @throws RuleBroken {@code run.*} or {@code totals.*}: no such measure, no such number, no
   *     reason though the import is over, the statement that counts it is signed, or the run is
   *     closed
   */
  public void enter(List<ControlTotal> totals, By by) {
    totals.forEach(ControlTotals::check);
    database.inTransaction(
        handle -> {
          totals.stream().map(ControlTotal::runId).distinct().forEach(run -> holdOpen(handle, run));
          totals.forEach(total -> write(handle, total, by));
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

  /** One at a time changes the totals of a run; who signs waits for them. */
  private static void holdOpen(Handle handle, long runId) {
    handle
        .createQuery(
            "select no, closed_at is not null as closed from merger_run where id = :run"
                + " for no key update")
        .bind("run", runId)
        .mapToMap()
        .findOne()
        .filter(run -> run.get("closed").equals(true))
        .ifPresent(
            run -> {
              throw new RuleBroken("run.closed", run.get("no"));
            });
  }

  private void write(Handle handle, ControlTotal total, By by) {
    var before = find(handle, total.runId(), total.companyId(), total.entity(), total.measure());
    if (before.filter(total::saysTheSame).isPresent()) {
      return;
    }
    refuseChange(handle, total, by);
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
        .bind("staff", by.staffId())
        .bind("source", total.source())
        .execute();
    changes.note(handle, before.orElse(null), total, by);
  }

  /** A figure that comes after the files were read needs a reason; one that was signed stays. */
  private static void refuseChange(Handle handle, ControlTotal total, By by) {
    if (isSigned(handle, total)) {
      throw new RuleBroken("totals.signed");
    }
    if (by.reason() == null
        && DeliveryHolds.importIsOver(handle, total.runId(), total.entity(), total.companyId())) {
      throw new RuleBroken("totals.reason-missing");
    }
  }

  private static boolean isSigned(Handle handle, ControlTotal total) {
    return handle
        .createQuery(
            """
            select exists (select from merger_signed_part p join merger_company c on c.id = p.company_id
                            where p.run_id = :run and p.company_id = :company
                              and (c.ours or p.history = :history))
            """)
        .bind("run", total.runId())
        .bind("company", total.companyId())
        .bind("history", total.entity().isHistory())
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<ControlTotal> find(
      Handle handle, long runId, long companyId, Entity entity, String measure) {
    return handle
        .createQuery(
            """
            select * from merger_control_total where run_id = :run and company_id = :company
               and entity = :entity and measure = :measure
            """)
        .bind("run", runId)
        .bind("company", companyId)
        .bind("entity", entity.name())
        .bind("measure", measure)
        .map(ControlTotals::total)
        .findOne();
  }

  /**
   * Takes a control total away; nothing happens if there is none.
   *
   * @throws RuleBroken as {@link #enter}
   */
  public void remove(long runId, long companyId, Entity entity, String measure, By by) {
    database.inTransaction(
        handle -> {
          holdOpen(handle, runId);
          find(handle, runId, companyId, entity, measure)
              .ifPresent(before -> remove(handle, before, by));
          return null;
        });
  }

  private void remove(Handle handle, ControlTotal total, By by) {
    refuseChange(handle, total, by);
    handle
        .createUpdate(
            """
            delete from merger_control_total where run_id = :run and company_id = :company
               and entity = :entity and measure = :measure
            """)
        .bind("run", total.runId())
        .bind("company", total.companyId())
        .bind("entity", total.entity().name())
        .bind("measure", total.measure())
        .execute();
    changes.note(handle, total, null, by);
  }

  /** Whether a total of such records needs a reason now, as their files are imported. */
  public boolean needsReason(long runId, long companyId, Entity entity) {
    return database.with(handle -> DeliveryHolds.importIsOver(handle, runId, entity, companyId));
  }

  /**
   * Gives a run the totals of an earlier one for the kinds of records that it has files of; those
   * that it has stay. Who entered them there did so here too: he does not sign what they prove.
   *
   * @param staffId who has them come along
   */
  void takeAlong(Handle handle, long fromRun, long toRun, long staffId, Instant at) {
    handle
        .createQuery(
            """
            insert into merger_control_total (run_id, company_id, entity, measure, value, entered_by, source)
            select :to, t.company_id, t.entity, t.measure, t.value, t.entered_by, t.source
              from merger_control_total t
             where t.run_id = :from
               and exists (select from merger_delivery d
                            where d.run_id = :to and d.company_id = t.company_id and d.entity = t.entity)
             order by t.company_id, t.entity, t.measure
            on conflict (run_id, company_id, entity, measure) do nothing
            returning *
            """)
        .bind("from", fromRun)
        .bind("to", toRun)
        .map(ControlTotals::total)
        .list()
        .forEach(total -> changes.note(handle, null, total, new By(staffId, null, at)));
  }

  /** Whether a run has totals of the books of this company. */
  public boolean areOf(long runId, long companyId) {
    return ofRun(runId).stream().anyMatch(total -> total.companyId() == companyId);
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
  public int take(long runId, long companyId, InputStream content, String fileName, By by) {
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
                  runId, companyId, found.entity(), found.measure(), found.value(), fileName));
        }
        enter(totals, by);
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
        row.getString("source"));
  }
}
