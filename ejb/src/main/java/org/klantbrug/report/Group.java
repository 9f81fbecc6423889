package org.klantbrug.report;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;

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
  public record Cell(long count, BigDecimal sum) {
    private Cell plus(Cell other) {
      return new Cell(count + other.count, sum.add(other.sum));
    }
  }

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
   * now; the target is all of them. Who was told before his day counts from that day on.
   *
   * @return 0 to 1; null if nobody should have
   */
  public Double feedbackRate() {
    var due = count(Measure.FEEDBACK_DUE);
    return due == 0 ? null : (double) (due - count(Measure.FEEDBACK_LATE)) / due;
  }

  /** Two groups as one. */
  Group with(Group other, String called) {
    return new Group(
        called,
        cells.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> each.getValue().plus(other.cells.get(each.getKey())))));
  }
}
