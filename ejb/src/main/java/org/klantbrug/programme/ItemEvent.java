package org.klantbrug.programme;

import java.time.Instant;

/**
 * Something that happened to an item.
 *
 * @param note in words, or the day or person it is about; null if nothing was said
 */
public record ItemEvent(Instant at, String who, Kind kind, String note) {
  /** What happened. */
  public enum Kind {
    ADDED,
    GIVEN,
    MOVED,
    DONE,
    REOPENED,
    ASKED,
    NOT_APPLICABLE,
    /** It applies after all. */
    KEPT
  }
}
