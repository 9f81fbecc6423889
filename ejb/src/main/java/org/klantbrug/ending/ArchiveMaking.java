package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.klantbrug.merger.Deliveries;
import org.klantbrug.merger.Delivery;
import org.klantbrug.merger.reading.RawRecord;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobLease;

/**
 * Makes an archive, file by file: each is copied as it lies there and must still be what was
 * delivered. Done again after a crash it comes to the same.
 */
@ApplicationScoped
public class ArchiveMaking {
  /** What people decided on records that did not fit; a file of the archive. */
  static final String DECISIONS = "decisions.csv";

  private Database database;
  private Deliveries deliveries;
  private ArchiveStore store;
  private BusinessClock clock;

  /** For the container. */
  protected ArchiveMaking() {}

  /** Works with these. */
  @Inject
  public ArchiveMaking(
      Database database, Deliveries deliveries, ArchiveStore store, BusinessClock clock) {
    this.database = database;
    this.deliveries = deliveries;
    this.store = store;
    this.clock = clock;
  }

  /** Keys of the deliveries whose files belong in it. */
  public List<Long> deliveries(long archive) {
    return database.with(handle -> ArchiveRows.deliveries(handle, archive));
  }

  /**
   * Takes one file in, in the transaction of the caller.
   *
   * @return its bytes
   * @throws RuleBroken {@code ending.file-missing}, or {@code ending.file-changed}: it is not what
   *     was delivered
   */
  public long take(long archiveId, long deliveryId) {
    var delivery = deliveries.read(deliveryId);
    try {
      refuseChanged(delivery);
      return database.with(
          handle -> {
            var archive = Archives.read(handle, archiveId);
            var name = name(delivery);
            return add(handle, archive, name, deliveryId, content(delivery));
          });
    } catch (NoSuchFileException gone) {
      throw new RuleBroken("ending.file-missing", delivery.fileName());
    } catch (IOException e) {
      throw new UncheckedIOException("A delivered file cannot be read", e);
    }
  }

  private static InputStream content(Delivery delivery) {
    try {
      return Files.newInputStream(delivery.storedPath());
    } catch (IOException e) {
      throw new UncheckedIOException("A delivered file cannot be read", e);
    }
  }

  private long add(
      Handle handle, Archive archive, String name, Long deliveryId, InputStream content) {
    try {
      var sha = store.copy(archive, content, name);
      var bytes = Files.size(store.file(archive, name));
      ArchiveRows.addFile(handle, archive.id(), name, deliveryId, sha, bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be written", e);
    }
  }

  /** Hash of the unpacked content, as it was taken when the file came. */
  private void refuseChanged(Delivery delivery) throws IOException {
    try (var in = delivery.form().unpack(delivery.storedPath())) {
      var now = ArchiveStore.hashOf(in);
      var then =
          database.with(
              handle ->
                  handle
                      .createQuery(
                          "select encode(sha256, 'hex') from merger_delivery where id = :id")
                      .bind("id", delivery.id())
                      .mapTo(String.class)
                      .one());
      if (!now.equals(then)) {
        throw new RuleBroken("ending.file-changed", delivery.fileName());
      }
    }
  }

  private static String name(Delivery delivery) {
    return "%06d-%s.csv%s"
        .formatted(
            delivery.id(),
            delivery.entity().name().toLowerCase(Locale.ROOT),
            delivery.form().gzip() ? ".gz" : "");
  }

  /**
   * Adds what people decided on records, and seals it with its manifest.
   *
   * @param lease of the job that makes it
   */
  public void seal(JobLease lease, long archiveId) {
    database.inTransaction(
        handle -> {
          lease.hold(handle);
          var archive = Archives.read(handle, archiveId);
          if (archive.isMade()) {
            return null;
          }
          addText(handle, archive, DECISIONS, decisions(handle, archive.mergerId()));
          var manifest =
              ArchiveRows.files(handle, archiveId).stream()
                  .map(file -> file.sha256() + "  " + file.name() + "\n")
                  .collect(Collectors.joining());
          writeManifest(archive, manifest);
          ArchiveRows.seal(
              handle,
              archiveId,
              manifest,
              ArchiveStore.hashOf(manifest),
              clock.now(),
              keepUntil(clock.today()));
          return null;
        });
  }

  private void addText(Handle handle, Archive archive, String name, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    add(handle, archive, name, null, new ByteArrayInputStream(bytes));
  }

  private void writeManifest(Archive archive, String manifest) {
    try {
      Files.writeString(store.file(archive, ArchiveStore.MANIFEST), manifest);
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be written", e);
    }
  }

  /** Tax law counts from the end of the calendar year (art. 52 AWR). */
  static LocalDate keepUntil(LocalDate made) {
    return LocalDate.of(made.getYear() + EndFacts.TAX_YEARS, 12, 31);
  }

  private static final List<String> HEADER =
      List.of("what", "delivery", "line", "field", "code", "state", "reason", "by", "at", "value");

  private static String decisions(Handle handle, long merger) {
    var out = new StringWriter();
    out.write(RawRecord.of(HEADER, ";") + "\n");
    handle
        .createQuery(
            """
            select 'reject', j.delivery_id, j.line_no, j.field, j.code, j.state, j.reason, s.login, j.repaired_at, j.repaired_raw
              from merger_reject j join merger_delivery d on d.id = j.delivery_id
              join merger_run r on r.id = d.run_id and r.merger_id = :merger left join identity_staff s on s.id = j.repaired_by
             where j.state <> 'OPEN'
            union all
            select 'warning', w.delivery_id, w.line_no, w.field, w.code, w.state, null, s.login, w.settled_at, w.new_value
              from merger_warning w join merger_delivery d on d.id = w.delivery_id
              join merger_run r on r.id = d.run_id and r.merger_id = :merger left join identity_staff s on s.id = w.settled_by
             where w.state <> 'OPEN' order by 2, 3, 4""")
        .bind("merger", merger)
        .map(
            (row, context) -> {
              var cells = new ArrayList<String>();
              for (var column = 1; column <= HEADER.size(); column++) {
                cells.add(row.getString(column) == null ? "" : row.getString(column));
              }
              return RawRecord.of(cells, ";") + "\n";
            })
        .forEach(out::write);
    return out.toString();
  }
}
