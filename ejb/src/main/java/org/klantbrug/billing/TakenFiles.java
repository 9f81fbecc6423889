package org.klantbrug.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** Files that were read about the money of a merger: each once, with what could not be used. */
@ApplicationScoped
public class TakenFiles {
  static final long MOST_BYTES = 500L << 20;
  private static final int LONGEST_NAME = 300;
  private static final int SHOWN = 200;

  private Database database;
  private BusinessClock clock;
  private Audit audit;

  /** For the container. */
  protected TakenFiles() {}

  /** Works with these. */
  @Inject
  public TakenFiles(Database database, BusinessClock clock, Audit audit) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A file that was read.
   *
   * @param used its lines that were used
   * @param unused its lines that were not
   */
  public record Taken(
      long id, FileKind kind, String name, int used, int unused, String takenBy, Instant takenAt) {}

  /**
   * A line that could not be used.
   *
   * @param reason key of its text in the rules
   */
  public record Unused(long line, String reason, String raw) {}

  /** What came of reading a file. */
  public record Counts(long fileId, int used, int unused) {}

  /** Reads a file on its way in. */
  interface Reading {
    /** Reads all of it and gives how many lines were used; the others are with {@code unused}. */
    int read(Handle handle, Path file, long fileId, UnusedLines unused) throws IOException;
  }

  /**
   * Takes a file in, all or nothing.
   *
   * @throws RuleBroken {@code billing.file-*}: it is empty, too long, or was read before (answers:
   *     since a wave was taken back, after which the same answers are others); or what the reading
   *     says
   */
  Counts take(
      long mergerId, FileKind kind, String name, InputStream content, Staff by, Reading reading) {
    try {
      var file = Files.createTempFile("klantbrug-billing-", ".in");
      try {
        var sha = copy(content, file);
        return database.inTransaction(
            handle -> taken(handle, mergerId, kind, name, file, sha, by, reading));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file could not be read", e);
    }
  }

  private Counts taken(
      Handle handle,
      long mergerId,
      FileKind kind,
      String name,
      Path file,
      String sha,
      Staff by,
      Reading reading) {
    var id = register(handle, mergerId, kind, name, file, sha, by);
    var unused = new UnusedLines(handle, id);
    try {
      var used = reading.read(handle, file, id, unused);
      var counts = new Counts(id, used, unused.flush());
      handle
          .createUpdate("update billing_file set used = :used, unused = :unused where id = :fileId")
          .bindMethods(counts)
          .execute();
      audit.record(handle, by.id(), by.login(), "billingFileRead", "merger", mergerId, kind.name());
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException("The file could not be read", e);
    }
  }

  private long register(
      Handle handle, long mergerId, FileKind kind, String name, Path file, String sha, Staff by) {
    return handle
        .createUpdate(
            """
            insert into billing_file (merger_id, kind, name, sha256, bytes, taken_by, taken_at, round)
            select :merger, :kind, :name, :sha, :bytes, :by, :at, count(*) from billing_handover
             where merger_id = :merger and undone_at is not null and :kind in ('START_ANSWER', 'STOP_ANSWER')
            on conflict (merger_id, kind, sha256, round) do nothing""")
        .bind("merger", mergerId)
        .bind("kind", kind)
        .bind("name", shortened(name))
        .bind("sha", sha)
        .bind("bytes", file.toFile().length())
        .bind("by", by.id())
        .bind("at", clock.now())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(() -> new RuleBroken("billing.file-known"));
  }

  private static String shortened(String name) {
    var given = name == null || name.isBlank() ? "–" : name.strip();
    return given.substring(0, Math.min(given.length(), LONGEST_NAME));
  }

  private static String copy(InputStream content, Path file) throws IOException {
    var digest = sha256();
    try (var in = new DigestInputStream(content, digest);
        var out = Files.newOutputStream(file)) {
      var buffer = new byte[1 << 16];
      var size = 0L;
      for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        size += read;
        if (size > MOST_BYTES) {
          throw new RuleBroken("billing.file-too-long", MOST_BYTES >> 20);
        }
        out.write(buffer, 0, read);
      }
      if (size == 0) {
        throw new RuleBroken("billing.file-empty");
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Files of these kinds, the newest first. */
  public List<Taken> of(long mergerId, List<FileKind> kinds) {
    return database.with(
        handle ->
            handle
                .createQuery(
                    """
                    select f.id, f.kind, f.name, f.used, f.unused, s.full_name as taken_by, f.taken_at
                      from billing_file f join identity_staff s on s.id = f.taken_by
                     where f.merger_id = :merger and f.kind = any(:kinds) order by f.id desc limit :most""")
                .bind("merger", mergerId)
                .bindArray("kinds", String.class, kinds.stream().map(Enum::name).toList())
                .bind("most", SHOWN)
                .map(ConstructorMapper.of(Taken.class))
                .list());
  }

  /** The first lines of a file that could not be used; that they were shown is written down. */
  public List<Unused> unused(long mergerId, long fileId, Staff by) {
    return database.inTransaction(
        handle -> {
          audit.record(handle, by.id(), by.login(), "billingLinesListed", "merger", mergerId, null);
          return handle
              .createQuery(
                  """
                  select l.line_no as line, l.reason, l.raw from billing_unused_line l join billing_file f on f.id = l.file_id
                   where l.file_id = :file and f.merger_id = :merger order by l.line_no, l.id limit :most""")
              .bind("file", fileId)
              .bind("merger", mergerId)
              .bind("most", SHOWN)
              .map(ConstructorMapper.of(Unused.class))
              .list();
        });
  }
}
