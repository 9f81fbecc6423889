package org.klantbrug.transfer.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.transfer.RunFacts;

/** The questions that gateways of {@code migrationRun} and {@code contactHistoryTransfer} ask. */
@Named("migrationRunFacts")
@ApplicationScoped
public class MigrationRunFacts {
  @Inject private RunFacts facts;

  /** Rejects of master data that nobody has repaired or let go. */
  public boolean hasRejects(long runId) {
    return facts.hasOpenRejects(runId, false);
  }

  /** Pairs between the two thresholds without a verdict. */
  public boolean hasPairsToReview(long runId) {
    return facts.hasPairsToReview(runId);
  }

  /** Whether there is nothing to match and transfer before the history. */
  public boolean bringsHistoryOnly(long runId) {
    return facts.bringsHistoryOnly(runId);
  }

  /** Whether waves carry what the run brings, once all of it is rehearsed. */
  public boolean goesByWaves(long runId) {
    return facts.goesByWaves(runId);
  }

  /** Open rejects of the history, or a control total that differs. */
  public boolean historyNeedsExplanation(long runId) {
    return facts.hasOpenRejects(runId, true) || facts.controlTotalsDiffer(runId);
  }
}
