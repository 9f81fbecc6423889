package org.klantbrug.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * What PostgreSQL itself takes in: COPY of the bytes that the import writes, from files made ready
 * before, into a logged table with the keys and the index of the staging table.
 */
final class CopyLimit {
  private static final String COPIED =
      "source_key, customer_key, occurred_at, channel, direction, author, subject, sub_subject, product, text, outcome, in_time, complaint_state, extra, content_sha, raw_sha, delivery_id, line_no";
  private static final int BUFFER = 1 << 20;

  private final DataSource source;
  private final Path folder;
  private final long rows;

  /**
   * @param source the database in which contacts are staged
   * @param folder for the bytes
   * @param rows how many contacts are staged
   */
  CopyLimit(DataSource source, Path folder, long rows) {
    this.source = source;
    this.folder = folder;
    this.rows = rows;
  }

  /** Makes the bytes ready: all in one file, and the same in two halves. */
  void makeReady() {
    write("all", "true");
    write(
        "half1",
        "line_no <= (select percentile_disc(0.5) within group (order by line_no) from merger_staged_contact)");
    write(
        "half2",
        "line_no > (select percentile_disc(0.5) within group (order by line_no) from merger_staged_contact)");
  }

  /** Rows a second over one connection. */
  double overOne() {
    return copy(List.of("all"));
  }

  /** Rows a second over two. */
  double overTwo() {
    return copy(List.of("half1", "half2"));
  }

  private void write(String name, String which) {
    try (var connection = source.getConnection();
        var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), BUFFER)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select %s from merger_staged_contact where %s order by line_no) to stdout"
                  .formatted(COPIED, which),
              out);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The bytes to copy could not be made ready", e);
    }
  }

  private double copy(List<String> files) {
    execute("create table copied (like merger_staged_contact including all)");
    execute("checkpoint");
    var connections = new ArrayList<Connection>();
    try {
      for (var i = 0; i < files.size(); i++) {
        connections.add(source.getConnection());
      }
      return copyOver(connections, files);
    } catch (SQLException e) {
      throw new IllegalStateException("COPY failed", e);
    } finally {
      connections.forEach(CopyLimit::close);
      execute("drop table copied");
    }
  }

  private double copyOver(List<Connection> connections, List<String> files) {
    var threads = Executors.newFixedThreadPool(files.size());
    try {
      var start = System.nanoTime();
      var all = new ArrayList<Future<Long>>();
      for (var i = 0; i < files.size(); i++) {
        var connection = connections.get(i);
        var file = folder.resolve(files.get(i));
        all.add(threads.submit(() -> copyFile(connection, file)));
      }
      var copied = 0L;
      for (var one : all) {
        copied += one.get();
      }
      var seconds = (System.nanoTime() - start) / 1e9;
      if (copied != rows) {
        throw new IllegalStateException("COPY took " + copied + " rows of " + rows);
      }
      return rows / seconds;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("COPY failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static long copyFile(Connection connection, Path file) throws SQLException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy copied (" + COPIED + ") from stdin", in, BUFFER);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
