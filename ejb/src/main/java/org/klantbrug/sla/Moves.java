package org.klantbrug.sla;

import java.util.List;

/**
 * What a change does to the clocks that are open.
 *
 * @param open how many there are
 * @param count how many of them move
 * @param first the first of those
 */
public record Moves(long open, long count, List<Move> first) {
  /** Copies the list. */
  public Moves {
    first = List.copyOf(first);
  }

  /** How many move besides those that are listed. */
  public long more() {
    return count - first.size();
  }
}
