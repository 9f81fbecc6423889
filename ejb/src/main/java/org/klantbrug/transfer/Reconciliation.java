package org.klantbrug.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.DeliveryHolds;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Proves that nothing was lost: compares what was delivered with what is live, in counts, money and
 * all fields, and with the totals that the old company's own ledger gives. Both sides are computed
 * from the rows themselves each time; the ledger is checked, not believed.
 */
@ApplicationScoped
public class Reconciliation {
  private static final int PAGE = 100;

  private Database database;
  private Audit audit;

  /** For the container. */
  public Reconciliation() {}

  /** Works with these. */
  @Inject
  public Reconciliation(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Makes the statement of a cut-over as things are now, and keeps it. What was explained in the
   * one before stays explained where the figure is the same.
   *
   * @throws RuleBroken if the cut-over was undone or its rehearsal dropped
   */
  public ReconciliationStatement make(long cutoverId, Instant at) {
    return database.inTransaction(
        handle -> {
          var basis = KeptStatements.basis(handle, cutoverId);
          var lines = comparing(handle, cutoverId, cutover -> compare(handle, cutover));
          return KeptStatements.read(
              handle, KeptStatements.keep(handle, cutoverId, basis, lines, at));
        });
  }

  /** Compares while nobody can undo the cut-over. */
  private static <T> T comparing(Handle handle, long cutoverId, Function<Cutover, T> work) {
    return Cutover.with(
        handle,
        cutoverId,
        Cutover.Hold.SHARED,
        cutover -> {
          if (!cutover.is("RUNNING") && !cutover.is("LIVE")) {
            throw new RuleBroken("transfer.nothing-to-reconcile");
          }
          return work.apply(cutover);
        });
  }

  private static List<StatementLine> compare(Handle handle, Cutover cutover) {
    var lines = new ArrayList<StatementLine>();
    for (var table : cutover.tables()) {
      var deliveries = Transfer.deliveries(handle, cutover, table);
      for (var figures : figures(handle, cutover, table, deliveries)) {
        lines.addAll(compare(handle, cutover, table, figures, deliveries, lines.size()));
      }
    }
    return lines;
  }

  private static List<Figures> figures(
      Handle handle, Cutover cutover, LiveTable table, List<Long> deliveries) {
    if (cutover.isOfWave()) {
      return deliveries.isEmpty() ? List.of() : Figures.ofWave(table, deliveries.size() > 1);
    }
    var ofChanges = holdChangesOnly(handle, deliveries);
    return Stream.concat(
            deliveries.isEmpty() ? Stream.empty() : Figures.of(table).stream(),
            handle
                .createQuery(
                    """
                    select measure from merger_control_total
                     where run_id = :run and company_id = :company and entity = :entity order by measure
                    """)
                .bind("run", cutover.runId())
                .bind("company", cutover.companyId())
                .bind("entity", table.entity())
                .mapTo(String.class)
                .stream()
                .filter(measure -> isKnown(table, measure))
                .map(measure -> TotalFigures.of(table, measure, ofChanges)))
        .toList();
  }

  /**
   * Whether the old company gave the totals of what it delivered, and not of all that it has: with
   * a delivery of changes it knows no others.
   */
  private static boolean holdChangesOnly(Handle handle, List<Long> deliveries) {
    return handle
        .createQuery(
            "select coalesce(bool_and(mode = 'DELTA'), false) from merger_delivery"
                + " where id = any(:deliveries)")
        .bindArray("deliveries", Long.class, deliveries)
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean isKnown(LiveTable table, String measure) {
    return measure.equals("COUNT")
        || table.amounts().stream().anyMatch(amount -> measure.equals("SUM_" + amount));
  }

  private static List<StatementLine> compare(
      Handle handle,
      Cutover cutover,
      LiveTable table,
      Figures figures,
      List<Long> deliveries,
      int linesBefore) {
    return bind(handle.createQuery(figures.totals()), cutover, deliveries)
        .map(
            (rs, context) -> {
              var lines = new ArrayList<StatementLine>();
              for (var measure : figures.measures()) {
                var column = 3 * lines.size();
                var source = rs.getBigDecimal(column + 1);
                var target = rs.getBigDecimal(column + 2);
                lines.add(
                    new StatementLine(
                        linesBefore + lines.size() + 1,
                        table.name(),
                        measure,
                        source,
                        target,
                        target.subtract(source),
                        rs.getLong(column + 3),
                        null,
                        null,
                        null));
              }
              return lines;
            })
        .one();
  }

  private static Query bind(Query query, Cutover cutover, List<Long> deliveries) {
    return query
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("cutover", cutover.id())
        .bind("run", cutover.runId())
        .bind("company", cutover.companyId())
        .bindArray("deliveries", Long.class, deliveries);
  }

  /** A statement as it was made. */
  public ReconciliationStatement read(long reconciliationId) {
    return database.with(handle -> KeptStatements.read(handle, reconciliationId));
  }

  /** The files that a statement of this cut-over counts, in the order in which they came. */
  public List<CountedFile> files(long cutoverId) {
    return database.with(handle -> KeptStatements.files(handle, cutoverId));
  }

  /** The newest statement of a cut-over, if one was made. */
  public Optional<ReconciliationStatement> findNewest(long cutoverId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select max(id) from transfer_reconciliation where cutover_id = :cutover")
                .bind("cutover", cutoverId)
                .mapTo(Long.class)
                .findOne()
                .map(id -> KeptStatements.read(handle, id)));
  }

  /**
   * As {@link #rows(long, Entity, String, Side, int)}, for a person: the records are of customers,
   * perhaps before the day on which everybody may see them, so that they were read is written down.
   */
  public List<StatementRow> shown(
      long reconciliationId, Entity entity, String measure, Side side, int page, Staff by) {
    return database.inTransaction(
        handle -> {
          var shown = rows(reconciliationId, entity, measure, side, page);
          audit.record(
              handle,
              by.id(),
              by.login(),
              "figureRowsListed",
              "reconciliation",
              reconciliationId,
              "%s %s %d+%d".formatted(entity, measure, skipped(page), shown.size()));
          return shown;
        });
  }

  /**
   * The records behind a figure as they are now, a page of a hundred. Behind a total of the other
   * company's books there are none to compare; of such a difference, the records they delivered
   * that do not live here.
   *
   * @param page from 0; a number below is the first
   * @throws RuleBroken if the statement has no such figure, or the cut-over was undone or its
   *     rehearsal dropped since
   */
  List<StatementRow> rows(
      long reconciliationId, Entity entity, String measure, Side side, int page) {
    return database.inTransaction(
        handle -> {
          var statement = KeptStatements.read(handle, reconciliationId);
          if (statement.lines().stream().noneMatch(line -> line.is(entity, measure))) {
            throw new RuleBroken("transfer.unknown-figure", measure);
          }
          return comparing(
              handle,
              statement.cutoverId(),
              cutover -> rows(handle, cutover, entity, measure, side, page));
        });
  }

  private static List<StatementRow> rows(
      Handle handle, Cutover cutover, Entity entity, String measure, Side side, int page) {
    var table = LiveTable.of(entity);
    var deliveries = Transfer.deliveries(handle, cutover, table);
    if (side == Side.DIFFERENCE && StatementLine.isOfTheirBooks(measure)) {
      var missing = MissingRecords.sql(table, StatementLine.counted(measure));
      return page(handle, missing, cutover, deliveries, page).map(MissingRecords::row).list();
    }
    var figures =
        figures(handle, cutover, table, deliveries).stream()
            .filter(candidate -> candidate.measures().contains(measure))
            .findFirst()
            .orElseThrow(() -> new RuleBroken("transfer.unknown-figure", measure));
    return page(handle, figures.rows(measure, side), cutover, deliveries, page)
        .map(Reconciliation::row)
        .list();
  }

  private static Query page(
      Handle handle, String sql, Cutover cutover, List<Long> deliveries, int page) {
    return bind(handle.createQuery(sql), cutover, deliveries)
        .bind("size", PAGE)
        .bind("skip", skipped(page));
  }

  private static long skipped(int page) {
    return Math.max(0L, page) * PAGE;
  }

  private static StatementRow row(ResultSet rs, StatementContext context) throws SQLException {
    return new StatementRow(
        rs.getString("record_key"),
        rs.getString("customer_key"),
        rs.getString("file_name"),
        rs.getObject("line_no", Long.class),
        rs.getObject("target_id", Long.class),
        rs.getBigDecimal("source_value"),
        rs.getBigDecimal("target_value"),
        null,
        null);
  }

  /**
   * Writes down why a figure does not balance. What was written before is kept, and who gave an
   * explanation does not sign, also when another took its place.
   *
   * @throws RuleBroken if the statement was signed
   */
  public void explain(
      long reconciliationId,
      Entity entity,
      String measure,
      String explanation,
      long staffId,
      Instant at) {
    if (explanation == null || explanation.isBlank()) {
      throw new RuleBroken("transfer.explanation-missing", new FigureName(entity.name(), measure));
    }
    database.inTransaction(
        handle -> {
          hold(handle, reconciliationId);
          var explained =
              KeptStatements.explain(
                  handle, reconciliationId, entity, measure, explanation.strip(), staffId, at);
          if (!explained) {
            throw new RuleBroken("transfer.already-signed");
          }
          audit.recordBy(
              handle,
              staffId,
              "differenceExplained",
              "reconciliation",
              reconciliationId,
              entity + " " + measure);
          return null;
        });
  }

  /** Who signs waits for those who change what is signed, and they for who signs. */
  private static void hold(Handle handle, long reconciliationId) {
    handle
        .createQuery(
            """
            select r.id from transfer_reconciliation s join transfer_cutover c on c.id = s.cutover_id
              join merger_run r on r.id = c.run_id where s.id = :id for no key update of r
            """)
        .bind("id", reconciliationId)
        .mapTo(Long.class)
        .findOne()
        .ifPresent(run -> DeliveryHolds.holdFiles(handle, run));
  }

  /**
   * Signs a statement.
   *
   * @param withoutBooks why it is signed though nothing of it is compared with the books of the
   *     company; not kept where it is compared, nor of a wave, which is a part of their books
   * @throws RuleBroken if nothing is compared with their books and no reason is given; if the
   *     signer started the run or the cut-over, ever explained a figure of it, or entered, changed
   *     or removed a control total of it; if what it counts changed since, or an explanation was
   *     replaced; if a figure does not balance and nobody wrote why, if it is not the newest, or if
   *     it was signed before
   */
  public void sign(long reconciliationId, String withoutBooks, long staffId, Instant at) {
    database.inTransaction(
        handle -> {
          hold(handle, reconciliationId);
          var statement = KeptStatements.read(handle, reconciliationId);
          SigningRules.refuse(handle, statement, staffId);
          var why =
              Cutover.read(handle, statement.cutoverId()).isOfWave()
                  ? null
                  : SigningRules.whyWithoutBooks(statement, withoutBooks);
          var signed =
              handle
                  .createUpdate(
                      """
                      update transfer_reconciliation r set signed_by = :staff, signed_at = :at, signed_without_books = :why
                       where id = :id and signed_at is null and not exists (
                         select from transfer_reconciliation n where n.cutover_id = r.cutover_id and n.id > r.id)
                      """)
                  .bind("staff", staffId)
                  .bind("at", at)
                  .bind("why", why)
                  .bind("id", reconciliationId)
                  .execute();
          if (signed == 0) {
            throw new RuleBroken(
                statement.signedAt() == null
                    ? "transfer.newer-statement"
                    : "transfer.already-signed");
          }
          return null;
        });
  }
}
