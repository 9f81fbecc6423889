package org.klantbrug.shared;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL for tests, started once for all tests of a module. {@link #fresh()} gives each
 * caller a database of its own with the whole schema in it.
 */
public final class TestDatabase {
  private static final String TEMPLATE = "klantbrug_template";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static EmbeddedPostgres postgres;

  private TestDatabase() {}

  /** A new database with the schema brought up to date; the caller need not clean up. */
  public static synchronized DataSource fresh() {
    try {
      start();
      var name = "test_" + COUNT.incrementAndGet();
      run("create database " + name + " template " + TEMPLATE);
      return postgres.getDatabase("postgres", name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void start() throws IOException, SQLException {
    if (postgres != null) {
      return;
    }
    postgres = EmbeddedPostgres.builder().setServerConfig("max_connections", "60").start();
    run("create database " + TEMPLATE);
    Flyway.configure()
        .dataSource(postgres.getDatabase("postgres", TEMPLATE))
        .locations("classpath:db/migration")
        .placeholders(Map.of("appRole", "klantbrug_app"))
        .load()
        .migrate();
  }

  private static void run(String sql) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
