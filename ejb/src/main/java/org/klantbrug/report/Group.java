package org.klantbrug.report;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Figures of what has one value in common.
 *
 * @param value null for what has none
 * @param cells by measure of the topic
 */
public record Group(String value, Map<Measure, Cell> cells) {
  /**
   * A figure.
   *
   * @param count of rows
   * @param sum of their figures: euro or minutes; 0 where rows have none
   */
  public record Cell(long count, BigDecimal sum) {}

  /** How many. */
  public long count(Measure measure) {
    return cells.get(measure).count();
  }

  /** How much: euro or minutes. */
  public BigDecimal sum(Measure measure) {
    return cells.get(measure).sum();
  }

  /**
   * One figure as a part of another.
   *
   * @return 0 to 1; null if the other is 0
   */
  public Double share(Measure part, Measure whole) {
    return count(whole) == 0 ? null : (double) count(part) / count(whole);
  }

  /**
   * The customers who heard what we did with their complaint, of those who should have heard by
   * now; the target is all of them.
   *
   * @return 0 to 1; null if nobody should have
   */
  public Double feedbackRate() {
    var due = count(Measure.FEEDBACK_GIVEN) + count(Measure.FEEDBACK_LATE);
    return due == 0 ? null : (double) count(Measure.FEEDBACK_GIVEN) / due;
  }
}
