package org.klantbrug.programme;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That somebody agreed, on paper or here.
 *
 * @param signerName who owns the data at the old company; of the parallel run, who signs for
 *     finance
 * @param signerRole what he is there; null if nobody said
 * @param words what was agreed, or why it is good enough
 * @param stands whether it still holds: nothing came since that asks for another
 */
public record Signature(
    long id,
    Kind kind,
    String signerName,
    String signerRole,
    LocalDate signedOn,
    String words,
    String notedBy,
    Instant notedAt,
    boolean stands) {
  /** What was agreed on. */
  public enum Kind {
    /** That the data are as good as they must be. */
    DATA_QUALITY,
    /** That the parallel run of old and new billing is good enough. */
    PARALLEL_RUN
  }
}
