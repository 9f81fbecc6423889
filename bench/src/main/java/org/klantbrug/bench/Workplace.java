package org.klantbrug.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.server.DatabaseAddress;
import org.klantbrug.cli.server.EmbeddedDatabase;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.cli.server.PidFile;
import org.klantbrug.cli.server.SchemaMigration;
import org.klantbrug.cli.server.ServerProcess;
import org.klantbrug.cli.server.WebDoor;
import org.klantbrug.shared.Database;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A folder, a PostgreSQL and a server of the measurement's own, durable as the product's; all are
 * gone at the end. Databases are made from one another by copying files.
 */
final class Workplace implements AutoCloseable {
  private final Installation installation;
  private final EmbeddedDatabase postgres;
  private final List<KeptConnections> connections = new ArrayList<>();
  private volatile ServerProcess server;

  private Workplace(Installation installation, EmbeddedDatabase postgres) {
    this.installation = installation;
    this.postgres = postgres;
  }

  /**
   * Starts anew; what a killed measurement left is thrown away.
   *
   * @throws Refused if another measurement runs in this installation
   */
  static Workplace start(Installation here) {
    var own = new Installation(here.home(), here.data().resolve("bench"));
    if (PidFile.find(own).isPresent()) {
      throw new Refused("Another measurement runs here just now. Wait for it, or stop it.");
    }
    EmbeddedDatabase.endLeftover(own);
    delete(own.data());
    PidFile.write(own, "bench", "bench");
    var settings = Map.of("shared_preload_libraries", "pg_stat_statements");
    var workplace = new Workplace(own, EmbeddedDatabase.start(own, 0, settings));
    workplace.countStatements(false);
    return workplace;
  }

  Path folder(String name) {
    return installation.folder(name);
  }

  /** A database with the whole schema. */
  DatabaseAddress withSchema(String name) {
    execute("create database " + name);
    var address = address(name);
    new SchemaMigration(address).run();
    return address;
  }

  /** A database as the application sees it. */
  Database open(DatabaseAddress address) {
    return new Database(connections(address));
  }

  /** Connections to a database as the application has them. */
  DataSource connections(DatabaseAddress address) {
    var kept = new KeptConnections(address);
    connections.add(kept);
    return kept;
  }

  private void letConnectionsGo() {
    connections.forEach(KeptConnections::letGo);
  }

  /** A database like another one, with which nobody may be working. */
  DatabaseAddress copy(String from, String to) {
    letConnectionsGo();
    execute("create database " + to + " template " + from + " strategy file_copy");
    return address(to);
  }

  /**
   * Whether PostgreSQL keeps book of statements; off while it is not asked, as it costs a little.
   */
  void countStatements(boolean count) {
    execute("alter system set pg_stat_statements.track = '" + (count ? "top" : "none") + "'");
    execute("alter system set pg_stat_statements.track_utility = off");
    execute("select pg_reload_conf()");
  }

  /** Throws a database away. */
  void drop(String name) {
    letConnectionsGo();
    execute("drop database if exists " + name + " with (force)");
  }

  /** Writes out what waits in memory, so that no work pays for what was done before it. */
  void settleDown() {
    execute("checkpoint");
  }

  /** The server's own database, as its owner. */
  void execute(String sql) {
    try (var connection = asOwner("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a server that works in a database, and waits until it answers. */
  URI startServer(DatabaseAddress database, int port) {
    return startServer(database, port, Map.of());
  }

  /**
   * As the other.
   *
   * @param added to its environment
   */
  URI startServer(DatabaseAddress database, int port, Map<String, String> added) {
    server = ServerProcess.start(installation, database, WebDoor.plain(port), added);
    server.awaitReady();
    return URI.create(server.address());
  }

  /** A database as its owner: what the application's role may not do. */
  DataSource asOwner(String name) {
    var address = address(name);
    var source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.owner());
    source.setPassword(address.ownerPassword());
    return source;
  }

  /** What a database is called. */
  static String name(DatabaseAddress address) {
    return address.url().substring(address.url().lastIndexOf('/') + 1);
  }

  private DatabaseAddress address(String name) {
    var own = postgres.address();
    return new DatabaseAddress(
        own.url().substring(0, own.url().lastIndexOf('/') + 1) + name,
        own.owner(),
        own.ownerPassword(),
        own.application(),
        own.applicationPassword());
  }

  @Override
  public void close() {
    letConnectionsGo();
    if (server != null) {
      server.stop();
    }
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The measurement's database did not stop", e);
    }
    delete(installation.data());
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " could not be removed", e);
    }
  }
}
