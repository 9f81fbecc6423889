package org.klantbrug.merger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.klantbrug.merger.reading.FileForm;

/**
 * A file that a company delivered in a run.
 *
 * @param mode FULL: every record there is; DELTA: what changed
 * @param extractAsOf when the old system was read
 * @param fileName as the company named it; for people only, never part of a path
 * @param storedPath where the file lies, unchanged
 * @param bytes size as delivered
 * @param mappingId null until a mapping is saved
 * @param failure why the last import stopped, by language ("nl"); empty unless FAILED
 * @param counts what became of the records; null until it is imported
 * @param version counts the changes of how it is read and, once it is imported, of what became of
 *     its records
 * @param changedBy who last changed how it is read, by full name; null if nobody did
 * @param changedAt when that was; null if nobody did
 */
public record Delivery(
    long id,
    long runId,
    long companyId,
    Entity entity,
    Mode mode,
    Instant extractAsOf,
    String fileName,
    Path storedPath,
    long bytes,
    FileForm form,
    Long mappingId,
    State state,
    Map<String, String> failure,
    Instant registeredAt,
    Counts counts,
    int version,
    String changedBy,
    Instant changedAt) {

  /** What a delivery holds. */
  public enum Mode {
    /** Every record there is. */
    FULL,
    /** Only what changed since the delivery before. */
    DELTA
  }

  /** How far a delivery is. */
  public enum State {
    /** Stored, its form known. */
    REGISTERED,
    /** A mapping is saved. */
    MAPPED,
    /** Both companies have confirmed the mapping. */
    CONFIRMED,
    /** Every record is staged, duplicate or reject. */
    IMPORTED,
    /** The import was stopped; it can be started again. */
    FAILED
  }

  /** Why the last import stopped; null unless FAILED. */
  public String failureIn(Locale language) {
    return failure.get(language.getLanguage());
  }

  /**
   * Whether an import is to read this file: its mapping is confirmed and it is not imported yet,
   * also if an earlier import of it was stopped.
   */
  public boolean isToBeRead() {
    return state == State.CONFIRMED || state == State.FAILED;
  }

  /**
   * What became of the records: read = staged + parked + duplicates + rejected.
   *
   * @param parked staged, but their parent is in no delivery
   * @param warned open warnings; one record can have several
   */
  public record Counts(
      long read, long staged, long parked, long duplicates, long rejected, long warned) {}
}
