package org.klantbrug.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the files scanned that wait for it. Each is taken for a while, scanned outside any
 * transaction, so that nobody waits for the scanner, and settled if nobody decided about it
 * meanwhile; several nodes may do so at once, so for how long follows the clock of the database.
 * While the scanner is away they go on waiting, closed.
 */
@ApplicationScoped
public class Scans {
  private static final Logger LOG = LoggerFactory.getLogger(Scans.class);
  private static final Duration AGAIN = Duration.ofSeconds(30);

  /** Longer than any scan; if the server ends meanwhile, the file is scanned again after it. */
  private static final Duration TAKEN = Duration.ofMinutes(2);

  private static final int LONGEST = 200;

  private Database database;
  private Audit audit;
  private BlobStore blobs;
  private VirusScanner scanner;

  /** For the container. */
  protected Scans() {}

  /** Works with these. */
  @Inject
  public Scans(Database database, Audit audit, BlobStore blobs, VirusScanner scanner) {
    this.database = database;
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

  private record Taken(long id, byte[] content) {}

  /**
   * A file that was settled.
   *
   * @param subjectId null while its form is not accepted
   */
  public record Settled(String subjectKind, Long subjectId) {}

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
    return database.inTransaction(this::take).map(this::scan).orElse(Look.NOTHING);
  }

  private Optional<Taken> take(Handle handle) {
    return handle
        .createQuery(
            """
            update attachment_file set scan_after = clock_timestamp() + make_interval(secs => :seconds)
             where id = (select id from attachment_file
                          where state = 'WAITING_FOR_SCAN' and scan_after <= clock_timestamp()
                          order by scan_after, id limit 1 for update skip locked)
            returning id""")
        .bind("seconds", TAKEN.toSeconds())
        .mapTo(Long.class)
        .findOne()
        .map(id -> new Taken(id, blobs.read(handle, id)));
  }

  private Look scan(Taken file) {
    try {
      var found = scanner.find(file.content());
      database.inTransaction(
          handle -> {
            settle(handle, file.id(), found.orElse(null));
            return null;
          });
      return Look.SCANNED;
    } catch (VirusScanner.ScannerAway away) {
      LOG.warn("File {} waits for the scanner: {}", file.id(), away.getMessage());
      database.use(
          handle ->
              handle
                  .createUpdate(
                      "update attachment_file set scan_after = clock_timestamp() + make_interval(secs => :seconds) where id = :id")
                  .bind("seconds", AGAIN.toSeconds())
                  .bind("id", file.id())
                  .execute());
      return Look.AWAY;
    }
  }

  /** Only while nobody decided about it, and its form has not dropped it. */
  private void settle(Handle handle, long file, String found) {
    handle
        .createQuery(
            """
            update attachment_file set state = :state, found = :found
             where id = :id and state = 'WAITING_FOR_SCAN' returning subject_kind, subject_id""")
        .bind("state", found == null ? State.CLEAN : State.INFECTED)
        .bind("found", found == null ? null : found.substring(0, Math.min(LONGEST, found.length())))
        .bind("id", file)
        .map(ConstructorMapper.of(Settled.class))
        .findOne()
        .filter(settled -> found != null && settled.subjectId() != null)
        .ifPresent(
            settled ->
                audit.record(
                    handle,
                    null,
                    "scanner",
                    "attachmentInfected",
                    settled.subjectKind(),
                    settled.subjectId(),
                    Long.toString(file)));
  }
}
