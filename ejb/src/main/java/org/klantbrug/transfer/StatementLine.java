package org.klantbrug.transfer;

import java.math.BigDecimal;

/**
 * One figure of a reconciliation, on both sides.
 *
 * @param measure DELIVERED, OUTCOMES, CREATED, MERGED, PRESENT, HELD, REJECTED, CARRIED, LINKED,
 *     SUM_column, FIELDS (hash of all fields) or CONTROL_measure
 * @param difference target less source
 * @param differingRecords records of which the two sides differ; above 0 with a difference of 0
 *     when two are swapped
 * @param explanation why it does not balance, written by a person; null if nobody did
 * @param explainedBy who wrote that, by name; null if nobody did
 */
public record StatementLine(
    int no,
    String entity,
    String measure,
    BigDecimal sourceValue,
    BigDecimal targetValue,
    BigDecimal difference,
    long differingRecords,
    String explanation,
    String explainedBy) {

  /** Whether the two sides agree, in total and record by record. */
  public boolean balances() {
    return difference.signum() == 0 && differingRecords == 0;
  }

  /** Whether it does not balance and nobody wrote why. */
  public boolean unexplained() {
    return !balances() && explanation == null;
  }

  /** Whether the source is a total of the acquired company's books, behind which are no records. */
  public boolean ofTheirBooks() {
    return measure.startsWith("CONTROL_");
  }
}
