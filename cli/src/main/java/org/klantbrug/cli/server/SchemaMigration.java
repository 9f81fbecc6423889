package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flywaydb.core.Flyway;
import org.klantbrug.cli.Refused;

/**
 * Brings the whole schema up to date as its owner, before the server starts: the process engine's
 * tables and the job repository's by the scripts in their own jars, ours by Flyway.
 */
public final class SchemaMigration {
  private final DatabaseAddress database;

  /**
   * @param database where to, with the owner's and the application's role
   */
  public SchemaMigration(DatabaseAddress database) {
    this.database = database;
  }

  /**
   * Safe to repeat. Makes the application's role if it is missing.
   *
   * @return the number of our scripts that were run now
   */
  public int run() {
    makeApplicationRole();
    bringEngineTables();
    bringJobRepositoryTables();
    return Flyway.configure()
        .dataSource(database.asOwner())
        .locations("classpath:db/migration")
        .placeholders(Map.of("appRole", database.application()))
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }

  private void makeApplicationRole() {
    try (var connection = database.asOwner().getConnection()) {
      var exists = false;
      try (var query = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
        query.setString(1, database.application());
        exists = query.executeQuery().next();
      }
      var definition =
          formatted(
              connection,
              exists ? "alter role %I login password %L" : "create role %I login password %L",
              database.application(),
              database.applicationPassword());
      try (var statement = connection.createStatement()) {
        statement.execute(definition);
      }
    } catch (SQLException e) {
      throw new Refused(
          "The owner "
              + database.owner()
              + " could not set up the role "
              + database.application()
              + ": "
              + e.getMessage()
              + ". It needs CREATEROLE, or make the role by hand (docs/runbook.md).",
          e);
    }
  }

  /** DDL takes no parameters; the database itself quotes the name and the password. */
  private static String formatted(
      Connection connection, String pattern, String name, String literal) throws SQLException {
    try (var query = connection.prepareStatement("select format(?, ?, ?)")) {
      query.setString(1, pattern);
      query.setString(2, name);
      query.setString(3, literal);
      var row = query.executeQuery();
      row.next();
      return row.getString(1);
    }
  }

  private void bringEngineTables() {
    var engine = new StandaloneProcessEngineConfiguration();
    engine.setDataSource(database.asOwner());
    engine.setDatabaseSchemaUpdate("true");
    engine.setDisableIdmEngine(true);
    engine.setDisableEventRegistry(true);
    engine.setAsyncExecutorActivate(false);
    engine.buildProcessEngine().close();
  }

  private void bringJobRepositoryTables() {
    try (var script = SchemaMigration.class.getResourceAsStream("/sql/jberet-postgresql.ddl");
        var connection = database.asOwner().getConnection();
        var statement = connection.createStatement()) {
      for (var command : new String(script.readAllBytes(), StandardCharsets.UTF_8).split("!!")) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new Refused("The tables of the job repository could not be made: " + e.getMessage(), e);
    }
  }
}
