package org.klantbrug.merger;

import java.time.Instant;
import java.util.List;

/**
 * Fired in the transaction in which a person gives staged customers a value: what was made of these
 * records before holds the value that was delivered.
 *
 * @param lines where the customers stand in the file
 */
public record CustomerValuesSet(long deliveryId, List<Long> lines, Instant at) {
  /** Copies the list. */
  public CustomerValuesSet {
    lines = List.copyOf(lines);
  }
}
