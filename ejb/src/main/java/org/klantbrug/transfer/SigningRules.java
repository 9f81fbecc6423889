package org.klantbrug.transfer;

import org.jdbi.v3.core.Handle;
import org.klantbrug.shared.RuleBroken;

/** Who may sign a statement, and what it must be for that. */
final class SigningRules {
  private SigningRules() {}

  /**
   * To be asked while nobody changes what is signed.
   *
   * @throws RuleBroken {@code transfer.*} if this person may not sign this statement as it is now
   */
  static void refuse(Handle handle, ReconciliationStatement statement, long staffId) {
    refuseSigner(handle, statement.id(), staffId);
    refuseOutdated(handle, statement);
    refuseUnexplained(statement);
  }

  /**
   * Why a statement is signed that holds nothing against the books of the company: its figures
   * compare our reading of the files with what is live, so that a file that came short shows
   * nowhere.
   *
   * @return null where something is compared with their books
   * @throws RuleBroken if nothing is and no reason is given
   */
  static String whyWithoutBooks(ReconciliationStatement statement, String reason) {
    if (!statement.isWithoutBooks()) {
      return null;
    }
    if (reason == null || reason.isBlank()) {
      throw new RuleBroken("transfer.signed-without-books");
    }
    return reason.strip();
  }

  private static final String STARTED =
      """
      select from transfer_reconciliation s join transfer_cutover c on c.id = s.cutover_id
        join merger_run r on r.id = c.run_id
       where s.id = :id and :staff in (c.started_by, r.started_by)""";

  private static final String EXPLAINED =
      """
      select from transfer_reconciliation s join transfer_reconciliation e on e.cutover_id = s.cutover_id
        join transfer_explanation x on x.reconciliation_id = e.id
       where s.id = :id and x.staff_id = :staff""";

  private static final String ENTERED =
      """
      select from transfer_reconciliation s join transfer_cutover c on c.id = s.cutover_id
        join (select run_id, company_id, entity, entered_by as staff_id from merger_control_total
              union all
              select run_id, company_id, entity, changed_by from merger_control_total_change) t
          on t.run_id = c.run_id and t.company_id = c.company_id
       where s.id = :id and t.staff_id = :staff
         and (c.kind = 'OWN' or c.wave_id is not null or (t.entity in ('CONTACT', 'DOCUMENT')) = (c.kind = 'HISTORY'))""";

  /** Who made a part of what is signed does not sign it. */
  private static void refuseSigner(Handle handle, long reconciliationId, long staffId) {
    refuseIf(STARTED, "transfer.starter-signs", handle, reconciliationId, staffId);
    refuseIf(EXPLAINED, "transfer.explainer-signs", handle, reconciliationId, staffId);
    refuseIf(ENTERED, "transfer.totals-enterer-signs", handle, reconciliationId, staffId);
  }

  private static void refuseIf(
      String madeIt, String rule, Handle handle, long reconciliationId, long staffId) {
    var hasMadeIt =
        handle
            .createQuery("select exists (%s)".formatted(madeIt))
            .bind("id", reconciliationId)
            .bind("staff", staffId)
            .mapTo(Boolean.class)
            .one();
    if (hasMadeIt) {
      throw new RuleBroken(rule);
    }
  }

  private static void refuseOutdated(Handle handle, ReconciliationStatement statement) {
    var replaced =
        handle
            .createQuery(
                """
                select exists (select from transfer_reconciliation_line
                                where reconciliation_id = :id and explanation_changed)
                """)
            .bind("id", statement.id())
            .mapTo(Boolean.class)
            .one();
    if (replaced || !KeptStatements.isCurrent(handle, statement)) {
      throw new RuleBroken("transfer.statement-outdated");
    }
  }

  private static void refuseUnexplained(ReconciliationStatement statement) {
    var unexplained = statement.unexplained();
    if (!unexplained.isEmpty()) {
      throw new RuleBroken(
          "transfer.unexplained-difference",
          unexplained.size(),
          FigureNames.of(unexplained),
          Math.max(0, unexplained.size() - FigureNames.NAMED));
    }
  }
}
