package org.klantbrug.crisis;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Who counts the customers whom a crisis touches. Found by the container; without it, what it would
 * say is left open and not called none.
 */
public interface TouchedCustomers {
  /**
   * What is counted of them.
   *
   * @param affected customers whom it touches
   * @param complaints of theirs since somebody proposed it
   * @param answered of them, those whose customers heard what was done with it
   * @param contacts with them since somebody proposed it
   * @param firstComplaintAt when the first complaint came that may be a sign of it; null if none
   *     did
   * @param firstMessageAt when the first of them were told; null before
   */
  record Counts(
      long affected,
      long complaints,
      long answered,
      long contacts,
      Instant firstComplaintAt,
      Instant firstMessageAt) {}

  /** What is counted of a crisis now. */
  Counts of(Handle handle, long crisis);
}
