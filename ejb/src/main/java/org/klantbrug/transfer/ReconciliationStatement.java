package org.klantbrug.transfer;

import java.time.Instant;
import java.util.List;

/**
 * The statement of a cut-over at a moment.
 *
 * @param signedBy staff id; null while nobody signed
 * @param signer name of who signed
 */
public record ReconciliationStatement(
    long id,
    long cutoverId,
    Instant madeAt,
    boolean balanced,
    Long signedBy,
    Instant signedAt,
    String signer,
    List<StatementLine> lines) {

  /** The figures that do not balance and of which nobody wrote why. */
  public List<StatementLine> unexplained() {
    return lines.stream().filter(StatementLine::unexplained).toList();
  }

  /** The line of one figure. */
  public StatementLine line(String entity, String measure) {
    return lines.stream()
        .filter(line -> line.entity().equals(entity) && line.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }
}
