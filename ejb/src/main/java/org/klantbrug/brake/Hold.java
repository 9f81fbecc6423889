package org.klantbrug.brake;

import java.time.Instant;

/**
 * That something was held.
 *
 * @param subjectKind of what: {@code merger}
 * @param subjectName what people call it
 * @param releasedAt when a person let it go on; null while it is held
 */
public record Hold(
    long id,
    String subjectKind,
    long subjectId,
    String subjectName,
    String heldBy,
    Instant heldAt,
    String reason,
    String releasedBy,
    Instant releasedAt,
    String releaseReason) {
  /** Whether it is held now. */
  public boolean isOn() {
    return releasedAt == null;
  }
}
