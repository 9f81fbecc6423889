package org.klantbrug.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.klantbrug.cli.server.EmbeddedDatabase;
import org.klantbrug.cli.server.Installation;
import org.klantbrug.cli.server.SchemaMigration;
import org.klantbrug.running.Folders;

/**
 * To be named before Arquillian's extension: starts a database of the tests' own and tells
 * Arquillian where the built server is, with a base folder of its own in which nothing is deployed.
 * Inside the server it does nothing.
 */
public final class TestServer implements BeforeAllCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(TestServer.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    if (System.getProperty("jboss.home.dir") == null) {
      context
          .getRoot()
          .getStore(HERE)
          .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
    }
  }

  /** The database; ended after the last test. */
  private record Running(EmbeddedDatabase database) implements AutoCloseable {
    static Running start() {
      var data = Path.of("target/in-server").toAbsolutePath();
      Folders.delete(data);
      var home = Path.of("..").toAbsolutePath().normalize();
      var installation = new Installation(home, data);
      var database = EmbeddedDatabase.start(installation, 0);
      new SchemaMigration(database.address()).run();
      var base = data.resolve("base");
      Folders.copy(
          installation.server().resolve("standalone/configuration"), base.resolve("configuration"));
      installation.folder("base/deployments");
      var management = freePort();
      System.setProperty("klantbrug.it.home", installation.server().toString());
      System.setProperty("klantbrug.it.management", Integer.toString(management));
      System.setProperty(
          "klantbrug.it.options",
          String.join(
              " ",
              "-Xmx1g",
              System.getenv().getOrDefault("KLANTBRUG_JAVA_OPTS", ""),
              "-Djava.net.preferIPv4Stack=true",
              "-Djboss.server.base.dir=" + base,
              "-Djboss.node.name=klantbrug-it",
              "-Djboss.management.http.port=" + management,
              "-Djboss.http.port=" + freePort(),
              "-Djboss.https.port=" + freePort(),
              "-Denv.KLANTBRUG_DB_URL=" + database.address().url(),
              "-Denv.KLANTBRUG_DB_USER=" + database.address().application(),
              "-Denv.KLANTBRUG_DB_PASSWORD=" + database.address().applicationPassword()));
      return new Running(database);
    }

    @Override
    public void close() throws IOException {
      database.close();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
