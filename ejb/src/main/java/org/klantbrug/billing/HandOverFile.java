package org.klantbrug.billing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * A file of a hand-over: its lines as they are kept, so that it is the same whenever it is written.
 */
final class HandOverFile {
  private static final int FETCHED = 2_000;

  /** SQL: what answers call hand-over {@code h}. */
  static final String NAME = "h.wave_id || '-' || h.no";

  private HandOverFile() {}

  /** Writes down how both files of a hand-over look: their hashes, counts and sums. */
  static void register(Handle handle, long handoverId, long waveId, int no) {
    for (var side : Side.values()) {
      handle
          .createUpdate(
              """
              insert into billing_handover_file (handover_id, side, name, sha256, lines, accounts, total)
              select :handover, :side, :name, :sha, count(*), count(distinct l.member_id),
                     coalesce((select sum(a.amount) from billing_account a where a.member_id in (
                       select x.member_id from billing_handover_line x where x.handover_id = :handover and x.side = :side)), 0)
                from billing_handover_line l where l.handover_id = :handover and l.side = :side""")
          .bind("handover", handoverId)
          .bind("side", side)
          .bind(
              "name",
              String.format(Locale.ROOT, "%s-wave-%d-%02d.csv", side, waveId, no)
                  .toLowerCase(Locale.ROOT))
          .bind("sha", hash(handle, handoverId, side))
          .execute();
    }
  }

  private static String hash(Handle handle, long handoverId, Side side) {
    var digest = TakenFiles.sha256();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      write(handle, handoverId, side, out);
    } catch (IOException e) {
      throw new UncheckedIOException("The file could not be written", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** UTF-8, semicolons, lines that end with CR and LF. */
  static void write(Handle handle, long handoverId, Side side, OutputStream out)
      throws IOException {
    var name = name(handle, handoverId);
    out.write(line(name.isEmpty() ? "" : "handover;", side.header()));
    try (var lines =
        handle
            .createQuery(
                "select change || ';' || line from billing_handover_line where handover_id = :handover and side = :side order by no")
            .bind("handover", handoverId)
            .bind("side", side)
            .setFetchSize(FETCHED)
            .mapTo(String.class)
            .stream()) {
      for (var line = lines.iterator(); line.hasNext(); ) {
        out.write(line(name.isEmpty() ? "" : name + ';', line.next()));
      }
    }
  }

  /** What answers call a hand-over, as in 12-1; empty for one that does not name itself. */
  private static String name(Handle handle, long handoverId) {
    return handle
        .createQuery(
            "select case when h.named then %s else '' end from billing_handover h where h.id = :id"
                .formatted(NAME))
        .bind("id", handoverId)
        .mapTo(String.class)
        .one();
  }

  private static byte[] line(String first, String rest) {
    return (first + rest + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
