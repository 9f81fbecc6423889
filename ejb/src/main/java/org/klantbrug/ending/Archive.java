package org.klantbrug.ending;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What was delivered, as it was delivered, with the hash of each file.
 *
 * @param no counts from 1 within the merger
 * @param askedBy full name
 * @param madeAt null while it is being made
 * @param sha256 of its manifest
 * @param keepUntil until this day tax law wants it kept
 * @param files how many
 * @param bytes of all of them
 * @param checkedAt when somebody, or the machine, last looked whether it is whole; null if nobody
 *     did
 * @param wrong files that were gone or changed then
 */
public record Archive(
    long id,
    long mergerId,
    int no,
    String folder,
    String askedBy,
    Instant askedAt,
    Instant madeAt,
    String sha256,
    LocalDate keepUntil,
    long files,
    long bytes,
    Instant checkedAt,
    List<String> wrong) {
  /** Whether it can be read and checked. */
  public boolean isMade() {
    return madeAt != null;
  }

  /** Whether all was as it must be when it was last checked. */
  public boolean isWhole() {
    return checkedAt != null && wrong.isEmpty();
  }
}
