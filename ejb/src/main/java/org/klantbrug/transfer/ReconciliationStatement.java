package org.klantbrug.transfer;

import java.time.Instant;
import java.util.List;

/**
 * The statement of a cut-over at a moment.
 *
 * @param signedBy staff id; null while nobody signed
 * @param signer name of who signed
 * @param whySigned why it was signed though nothing of it is compared with the books of the
 *     company; null if it is, or nobody signed
 */
public record ReconciliationStatement(
    long id,
    long cutoverId,
    Instant madeAt,
    boolean balanced,
    Long signedBy,
    Instant signedAt,
    String signer,
    String whySigned,
    List<StatementLine> lines) {

  /** The figures that do not balance and of which nobody wrote why. */
  public List<StatementLine> unexplained() {
    return lines.stream().filter(StatementLine::unexplained).toList();
  }

  /** Whether there are figures, and none of them is compared with the books of the company. */
  public boolean isWithoutBooks() {
    return !lines.isEmpty() && lines.stream().noneMatch(StatementLine::ofTheirBooks);
  }

  /** The line of one figure. */
  public StatementLine line(String entity, String measure) {
    return lines.stream()
        .filter(line -> line.entity().equals(entity) && line.measure().equals(measure))
        .findFirst()
        .orElseThrow();
  }
}
