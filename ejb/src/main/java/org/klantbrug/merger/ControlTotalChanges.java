package org.klantbrug.merger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;

/** Which control totals were entered, changed and taken away, and by whom. Only ever added to. */
@ApplicationScoped
public class ControlTotalChanges {
  private Database database;
  private Audit audit;

  /** For the container. */
  protected ControlTotalChanges() {}

  /** Works on this database. */
  @Inject
  public ControlTotalChanges(Database database, Audit audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What was done with a control total.
   *
   * @param before records or euros; null if there was none
   * @param after null if it was taken away
   * @param who full name
   * @param reason null where none was needed
   */
  public record Change(
      long companyId,
      Entity entity,
      String measure,
      BigDecimal before,
      BigDecimal after,
      String who,
      Instant at,
      String reason) {
    /** Whether it is more than a figure that was entered in time. */
    public boolean isCorrection() {
      return before != null || reason != null;
    }
  }

  /** Everything that was done with the control totals of a run, in its order. */
  public List<Change> ofRun(long runId) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select c.company_id, c.entity, c.measure, c.old_value as before, c.new_value as after,
                           s.full_name as who, c.changed_at as at, c.reason
                      from merger_control_total_change c join identity_staff s on s.id = c.changed_by
                     where c.run_id = :run order by c.id
                    """)
                .bind("run", runId)
                .map(ConstructorMapper.of(Change.class))
                .list());
  }

  /**
   * Keeps what changed, here and in the log, in the transaction of the change.
   *
   * @param before null if there was none
   * @param after null if it is taken away
   */
  void note(Handle handle, ControlTotal before, ControlTotal after, ControlTotals.By by) {
    var total = after == null ? before : after;
    handle
        .createUpdate(
            """
            insert into merger_control_total_change (run_id, company_id, entity, measure, old_value, new_value,
                   old_source, new_source, reason, changed_by, changed_at)
            values (:run, :company, :entity, :measure, :before, :after, :oldSource, :newSource, :reason, :staff, :at)
            """)
        .bind("run", total.runId())
        .bind("company", total.companyId())
        .bind("entity", total.entity().name())
        .bind("measure", total.measure())
        .bind("before", before == null ? null : before.value())
        .bind("after", after == null ? null : after.value())
        .bind("oldSource", before == null ? null : before.source())
        .bind("newSource", after == null ? null : after.source())
        .bind("reason", by.reason())
        .bind("staff", by.staffId())
        .bind("at", Deliveries.utc(by.at()))
        .execute();
    audit.recordBy(
        handle,
        by.staffId(),
        before == null ? "totalEntered" : after == null ? "totalRemoved" : "totalChanged",
        "run",
        total.runId(),
        "%s %s: %s -> %s"
            .formatted(total.entity(), total.measure(), figure(before), figure(after)));
  }

  private static String figure(ControlTotal total) {
    return total == null ? "-" : total.value().toPlainString();
  }
}
