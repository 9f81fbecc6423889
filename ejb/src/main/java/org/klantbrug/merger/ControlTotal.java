package org.klantbrug.merger;

import java.math.BigDecimal;

/**
 * A count or sum that the delivering company's own ledger gives.
 *
 * @param measure COUNT, or SUM_ and the column of an amount
 * @param value records, or euros
 * @param source where the figure comes from, for people
 */
public record ControlTotal(
    long runId, long companyId, Entity entity, String measure, BigDecimal value, String source) {
  /** Takes the blanks around the source off. */
  public ControlTotal {
    source = source == null ? null : source.strip();
  }

  boolean saysTheSame(ControlTotal other) {
    return value.compareTo(other.value) == 0 && source.equals(other.source);
  }
}
