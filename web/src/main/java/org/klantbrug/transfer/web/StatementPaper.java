package org.klantbrug.transfer.web;

import java.util.List;
import org.klantbrug.merger.ControlTotalChanges;
import org.klantbrug.merger.Mergers;
import org.klantbrug.transfer.ContentHash;
import org.klantbrug.transfer.CountedFile;
import org.klantbrug.transfer.Cutover;
import org.klantbrug.transfer.Kind;
import org.klantbrug.transfer.ReconciliationStatement;

/**
 * A statement with all that an auditor asks about it.
 *
 * @param merger as it was in the run of the cut-over
 * @param corrections control totals of what it compares that were changed, or came after the files
 *     were read
 * @param files what it counts
 */
public record StatementPaper(
    Mergers.View merger,
    Cutover cutover,
    ReconciliationStatement statement,
    List<ControlTotalChanges.Change> corrections,
    List<CountedFile> files) {
  /** Copies the lists. */
  public StatementPaper {
    corrections = List.copyOf(corrections);
    files = List.copyOf(files);
  }

  /**
   * How it stands: {@code balanced}, {@code explained}, {@code differs}, or {@code uncompared}: it
   * balances, with nothing but our own reading of their files.
   */
  public String standing() {
    if (statement.balanced()) {
      return isWithoutBooks() ? "uncompared" : "balanced";
    }
    return statement.unexplained().isEmpty() ? "explained" : "differs";
  }

  /** Whether it is of the other company and holds nothing against that company's books. */
  public boolean isWithoutBooks() {
    return cutover.kind() != Kind.OWN && !cutover.isOfWave() && statement.isWithoutBooks();
  }

  /** As {@link ContentHash}. */
  public String contentHash() {
    return ContentHash.of(statement, corrections, files);
  }

  /** Name of the company whose records were carried. */
  public String company() {
    return cutover.companyId() == merger.acquiredId()
        ? merger.acquiredName()
        : merger.acquirerName();
  }
}
