package org.klantbrug.shared;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests, started once for all tests of a module. {@link #fresh()} gives each
 * caller a database of its own with the whole schema in it. Nothing in it outlives the tests, so it
 * never waits for the disk; the database of the product does.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "klantbrug_template";

  /** The role whose rights the running application has; tests themselves have all rights. */
  static final String APPLICATION = "klantbrug_app";

  /** So many databases are kept: no test uses more, and their place is small. */
  private static final int KEPT = 12;

  private static final Deque<KeptConnections> GIVEN = new ArrayDeque<>();
  private static int made;
  private static EmbeddedPostgres postgres;

  private TestDatabase() {}

  /** A new database with the schema brought up to date; the caller need not clean up. */
  public static synchronized DataSource fresh() {
    try {
      if (postgres == null) {
        postgres = started();
      }
      return copy(TEMPLATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new database with all that is in {@code filled}, of which no connection may be in use. */
  public static synchronized DataSource copyOf(DataSource filled) {
    try {
      var used = (KeptConnections) filled;
      GIVEN.remove(used); // what is copied once is copied again: it is never dropped
      used.closeIdle();
      return copy(used.database());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copying files takes half the time of copying pages through the log. */
  private static DataSource copy(String template) throws SQLException {
    for (var earlier : GIVEN) {
      earlier.closeIdle();
    }
    while (GIVEN.size() >= KEPT) {
      run(postgres, "drop database " + GIVEN.removeFirst().database() + " with (force)");
    }
    var name = "test_" + made++;
    run(postgres, "create database " + name + " template " + template + " strategy file_copy");
    var connections = new KeptConnections(postgres.getPort(), name);
    GIVEN.addLast(connections);
    return connections;
  }

  /** A server whose template holds the schema; none is left running if that does not succeed. */
  private static EmbeddedPostgres started() throws IOException, SQLException {
    var server =
        EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("max_wal_size", "64MB")
            .setDataDirectory(TestPlace.make())
            .start();
    try {
      run(server, "create database " + TEMPLATE);
      run(server, "create role " + APPLICATION);
      Flyway.configure()
          .dataSource(server.getDatabase("postgres", TEMPLATE))
          .locations("classpath:db/migration")
          .placeholders(Map.of("appRole", APPLICATION))
          .load()
          .migrate();
      return server;
    } catch (SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static void run(EmbeddedPostgres server, String sql) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setURL(server.getJdbcUrl("postgres", "postgres"));
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
