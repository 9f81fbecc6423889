package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** The rounds of a merger in which files are delivered, and the totals they must come to. */
@ApplicationScoped
public class Runs {
  private static final String SELECT =
      "select id, merger_id, no, state, started_by, started_at, match_model_id, closed_at"
          + " from merger_run ";

  private Database database;

  /** For the container. */
  protected Runs() {}

  /** Works on this database. */
  @Inject
  public Runs(Database database) {
    this.database = database;
  }

  /**
   * A round of a merger.
   *
   * @param no counts from 1 within the merger
   * @param matchModelId the frozen match model, or null
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
      Instant closedAt) {}

  /**
   * A count or sum that the delivering company's own ledger gives.
   *
   * @param measure COUNT, or SUM_ and the column of an amount
   * @param source where the figure comes from, for people
   */
  public record ControlTotal(
      long runId,
      long companyId,
      Entity entity,
      String measure,
      BigDecimal value,
      long enteredBy,
      String source) {}

  /** Opens the next run of a merger. */
  public Run open(long mergerId, long staffId, Instant at) {
    return database.inTransaction(
        handle -> {
          handle
              .createQuery("select id from merger_merger where id = :id for update")
              .bind("id", mergerId)
              .mapTo(Long.class)
              .one();
          return handle
              .createQuery(
                  "insert into merger_run (merger_id, no, started_by, started_at)"
                      + " select :merger, coalesce(max(no), 0) + 1, :staff, :at from merger_run"
                      + " where merger_id = :merger"
                      + " returning id, merger_id, no, state, started_by, started_at,"
                      + " match_model_id, closed_at")
              .bind("merger", mergerId)
              .bind("staff", staffId)
              .bind("at", Deliveries.utc(at))
              .map(Runs::run)
              .one();
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

  /**
   * Notes a control total, in place of the one that was there.
   *
   * @throws RuleBroken {@code run.no-such-measure} if the entity has no such amount
   */
  public void enter(ControlTotal total) {
    var column = total.measure().startsWith("SUM_") ? total.measure().substring(4) : null;
    var isMeasure =
        total.measure().equals("COUNT")
            || total.entity().fields().stream()
                .anyMatch(
                    field -> field.type() == FieldType.AMOUNT && field.column().equals(column));
    if (!isMeasure) {
      throw new RuleBroken("run.no-such-measure", total.measure(), total.entity());
    }
    database.use(
        handle ->
            handle
                .createUpdate(
                    "insert into merger_control_total"
                        + " (run_id, company_id, entity, measure, value, entered_by, source)"
                        + " values (:run, :company, :entity, :measure, :value, :staff, :source)"
                        + " on conflict (run_id, company_id, entity, measure) do update set"
                        + " value = excluded.value, entered_by = excluded.entered_by,"
                        + " source = excluded.source")
                .bind("run", total.runId())
                .bind("company", total.companyId())
                .bind("entity", total.entity().name())
                .bind("measure", total.measure())
                .bind("value", total.value())
                .bind("staff", total.enteredBy())
                .bind("source", total.source())
                .execute());
  }

  /** The control totals of a run. */
  public List<ControlTotal> controlTotals(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    "select * from merger_control_total where run_id = :run"
                        + " order by company_id, entity, measure")
                .bind("run", runId)
                .map(
                    (row, context) ->
                        new ControlTotal(
                            row.getLong("run_id"),
                            row.getLong("company_id"),
                            Entity.valueOf(row.getString("entity")),
                            row.getString("measure"),
                            row.getBigDecimal("value"),
                            row.getLong("entered_by"),
                            row.getString("source")))
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
        closedAt == null ? null : closedAt.toInstant());
  }
}
