package org.klantbrug.ending;

import java.util.List;
import org.klantbrug.merger.Entity;

/**
 * A record as it was delivered.
 *
 * @param line of its file, counted from 1 with the header
 * @param erased whether its customer was erased since: then nothing of it is shown
 */
public record ArchivedRecord(
    Entity entity, String file, long line, boolean erased, List<Cell> cells) {
  /**
   * A column.
   *
   * @param field what it was read as; empty if it was left behind
   * @param value partly veiled where it always is; null if nobody needs it
   */
  public record Cell(String column, String field, String value) {}
}
