package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the files scanned that wait for it, each in a transaction of its own; several nodes may do so
 * at once. While the scanner is away they go on waiting, closed.
 */
@ApplicationScoped
public class Scans {
  private static final Logger LOG = LoggerFactory.getLogger(Scans.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final int LONGEST = 200;

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private BlobStore blobs;
  private VirusScanner scanner;

  /** For the container. */
  protected Scans() {}

  /** Works with these. */
  @Inject
  public Scans(
      Database database, BusinessClock clock, Audit audit, BlobStore blobs, VirusScanner scanner) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.blobs = blobs;
    this.scanner = scanner;
  }

  /** What came of looking for a file to scan. */
  private enum Look {
    NOTHING,
    SCANNED,
    AWAY
  }

  /**
   * A file that waits.
   *
   * @param subjectId null while its form is not accepted
   */
  public record Waiting(long id, String subjectKind, Long subjectId) {}

  /**
   * Has all scanned that wait, as far as there is a scanner.
   *
   * @return how many were
   */
  public int scanWaiting() {
    var scanned = 0;
    while (scanner.isThere() && next() == Look.SCANNED) {
      scanned++;
    }
    return scanned;
  }

  private Look next() {
    return database.inTransaction(
        handle -> waiting(handle).map(file -> scan(handle, file)).orElse(Look.NOTHING));
  }

  private Optional<Waiting> waiting(Handle handle) {
    return handle
        .createQuery(
            """
            select id, subject_kind, subject_id from attachment_file
             where state = 'WAITING_FOR_SCAN' and scan_after <= :now
             order by scan_after, id limit 1 for update skip locked""")
        .bind("now", clock.now())
        .map(ConstructorMapper.of(Waiting.class))
        .findOne();
  }

  private Look scan(Handle handle, Waiting file) {
    try {
      var found = scanner.find(blobs.read(handle, file.id()));
      settle(handle, file, found.orElse(null));
      return Look.SCANNED;
    } catch (VirusScanner.ScannerAway away) {
      LOG.warn("File {} waits for the scanner: {}", file.id(), away.getMessage());
      handle
          .createUpdate("update attachment_file set scan_after = :after where id = :id")
          .bind("after", clock.now().plus(AGAIN))
          .bind("id", file.id())
          .execute();
      return Look.AWAY;
    }
  }

  private void settle(Handle handle, Waiting file, String found) {
    handle
        .createUpdate("update attachment_file set state = :state, found = :found where id = :id")
        .bind("state", found == null ? State.CLEAN : State.INFECTED)
        .bind("found", found == null ? null : found.substring(0, Math.min(LONGEST, found.length())))
        .bind("id", file.id())
        .execute();
    if (found != null && file.subjectId() != null) {
      audit.record(
          handle,
          null,
          "scanner",
          "attachmentInfected",
          file.subjectKind(),
          file.subjectId(),
          Long.toString(file.id()));
    }
  }
}
