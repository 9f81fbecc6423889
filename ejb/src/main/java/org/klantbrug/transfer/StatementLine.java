package org.klantbrug.transfer;

import java.math.BigDecimal;
import java.time.Instant;
import org.klantbrug.merger.Entity;

/**
 * One figure of a reconciliation, on both sides.
 *
 * @param measure DELIVERED, OUTCOMES, CREATED, MERGED, PRESENT, HELD, REJECTED, CARRIED, LINKED,
 *     SUM_column, FIELDS (hash of all fields), CONTROL_measure (a total of all they have) or
 *     CONTROL_DELTA_measure (a total of what they delivered, when that is changes only)
 * @param difference target less source
 * @param differingRecords records of which the two sides differ; above 0 with a difference of 0
 *     when two are swapped
 * @param explanation why it does not balance, written by a person; null if nobody did
 * @param explainedBy who wrote that, by name; null if nobody did
 * @param explainedAt when that was written; null if nobody did
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
    String explainedBy,
    Instant explainedAt) {
  /** Begins the measure of a total of the acquired company's books. */
  static final String CONTROL = "CONTROL_";

  /** Follows it where the total is of the records delivered. */
  static final String DELTA = "DELTA_";

  /** Whether the two sides agree, in total and record by record. */
  public boolean balances() {
    return difference.signum() == 0 && differingRecords == 0;
  }

  /** Whether it is this figure. */
  boolean is(Entity ofEntity, String ofMeasure) {
    return entity.equals(ofEntity.name()) && measure.equals(ofMeasure);
  }

  /** Whether it does not balance and nobody wrote why. */
  public boolean unexplained() {
    return !balances() && explanation == null;
  }

  /** Whether its two sides are sums of fingerprints, which are no amounts. */
  public boolean ofFingerprints() {
    return measure.equals("FIELDS");
  }

  /** Whether the source is a total of the acquired company's books, behind which are no records. */
  public boolean ofTheirBooks() {
    return isOfTheirBooks(measure);
  }

  /** Whether a measure is a total of the acquired company's books. */
  static boolean isOfTheirBooks(String measure) {
    return measure.startsWith(CONTROL);
  }

  /** What it counts, to say it by: the measure without whose books it is compared with. */
  public String figure() {
    return ofTheirBooks() ? measure.substring(CONTROL.length()) : measure;
  }

  /** What a total of their books counts: COUNT or SUM_column. */
  static String counted(String control) {
    var measure = control.substring(CONTROL.length());
    return measure.startsWith(DELTA) ? measure.substring(DELTA.length()) : measure;
  }
}
