package org.klantbrug.objection;

import java.math.BigDecimal;
import java.util.List;

/**
 * What comes of leaving: when each contract ends, and what is still to be paid.
 *
 * @param ends by contract
 * @param owes open invoices of the old company, in euro
 */
public record Ending(List<OfContract> ends, BigDecimal owes) {
  /**
   * A contract.
   *
   * @param key at the company that delivered it
   * @param product null if nobody said
   */
  public record OfContract(String key, String product, ContractEnd end) {}
}
