package org.klantbrug.ending;

import java.time.Instant;

/**
 * Somebody signed that the old system may go.
 *
 * @param lookId what was found when he did
 * @param by full name
 */
public record EndSignature(Side side, long lookId, String words, long byId, String by, Instant at) {
  /** For whom somebody signs. */
  public enum Side {
    /** Who leads the migration. */
    LEAD,
    /** Finance, or the privacy officer. */
    GUARD
  }
}
