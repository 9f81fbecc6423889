package org.klantbrug.attachment;

import java.time.Instant;

/**
 * What is known of a file.
 *
 * @param subjectId key of what it belongs to; null while its form is not accepted
 * @param size in bytes
 * @param detectedType what its content is
 * @param found what the scanner found; null if nothing
 * @param addedBy who added it; null for a customer
 * @param decidedBy who released or refused it; null if nobody did
 * @param reason why
 * @param emptiedBy who had its content removed for ever; null if nobody did
 */
public record Attachment(
    long id,
    String subjectKind,
    Long subjectId,
    String name,
    long size,
    String sha256,
    String detectedType,
    State state,
    String found,
    String addedBy,
    Instant addedAt,
    String decidedBy,
    Instant decidedAt,
    String reason,
    String emptiedBy,
    Instant emptiedAt) {

  /** Whether somebody may open it. */
  public boolean opens() {
    return state.opens();
  }

  /** Whether a browser may show it instead of saving it. */
  public boolean shown() {
    return FileType.isShown(detectedType);
  }

  /** Its size in kilobytes, at least 1. */
  public long kilobytes() {
    return Math.max(1, (size + 1023) / 1024);
  }
}
