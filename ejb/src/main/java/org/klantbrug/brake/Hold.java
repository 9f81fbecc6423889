package org.klantbrug.brake;

import java.time.Instant;

/**
 * That something was held.
 *
 * @param subjectKind of what: {@code merger}, or {@code messages} for mail to many
 * @param subjectName what people call it
 * @param crisisId the crisis that wants it; null if a person does
 * @param holdsMail whether mail to many waits for it
 * @param releasedAt when a person let it go on; null while it is held
 */
public record Hold(
    long id,
    String subjectKind,
    long subjectId,
    String subjectName,
    Long crisisId,
    String crisisName,
    boolean holdsMail,
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

  /** Whether a crisis wants it, rather than a person. */
  public boolean ofCrisis() {
    return crisisId != null;
  }

  /** Whether it holds the waves of a merger. */
  public boolean ofMerger() {
    return Brakes.MERGER.equals(subjectKind);
  }
}
