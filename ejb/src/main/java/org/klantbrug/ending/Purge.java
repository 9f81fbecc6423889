package org.klantbrug.ending;

import java.time.Instant;

/**
 * That raw data go, as far as it is.
 *
 * @param askedById staff id
 * @param askedBy full name
 * @param decidedBy full name; null while nobody decided
 * @param gone records, rejects and warnings that went until now
 * @param kept records that stay under a legal hold
 * @param files that went
 */
public record Purge(
    long id,
    long mergerId,
    String reason,
    long askedById,
    String askedBy,
    Instant askedAt,
    State state,
    String decidedBy,
    Instant decidedAt,
    Instant doneAt,
    long gone,
    long kept,
    long files) {
  /** How far it is. */
  public enum State {
    /** A second person decides. */
    ASKED,
    DECLINED,
    /** A job does it. */
    APPROVED,
    DONE
  }
}
