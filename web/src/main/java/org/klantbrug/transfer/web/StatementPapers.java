package org.klantbrug.transfer.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.Mergers;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.Reconciliation;
import org.klantbrug.transfer.ReconciliationStatement;
import org.klantbrug.transfer.Transfer;

/** Puts together what an auditor gets of a statement, on paper and as a sheet. */
@ApplicationScoped
public class StatementPapers {
  private Mergers mergers;
  private Transfer transfer;
  private Reconciliation reconciliation;
  private ControlTotalChanges totals;

  /** For the container. */
  protected StatementPapers() {}

  /** Reads from these. */
  @Inject
  public StatementPapers(
      Mergers mergers,
      Transfer transfer,
      Reconciliation reconciliation,
      ControlTotalChanges totals) {
    this.mergers = mergers;
    this.transfer = transfer;
    this.reconciliation = reconciliation;
    this.totals = totals;
  }

  /** The paper of a statement. */
  public StatementPaper of(ReconciliationStatement statement) {
    var cutover = transfer.read(statement.cutoverId());
    return new StatementPaper(
        mergers.readAt(cutover.mergerId(), cutover.runId()),
        cutover,
        statement,
        corrections(cutover),
        reconciliation.files(cutover.id()));
  }

  private List<ControlTotalChanges.Change> corrections(Cutover cutover) {
    var history = cutover.kind() == Kind.HISTORY;
    return totals.ofRun(cutover.runId()).stream()
        .filter(each -> each.companyId() == cutover.companyId())
        .filter(each -> cutover.kind() == Kind.OWN || each.entity().isHistory() == history)
        .filter(ControlTotalChanges.Change::isCorrection)
        .toList();
  }
}
