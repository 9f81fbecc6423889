package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.klantbrug.cli.Refused;

/**
 * The WildFly server as a child process of the command line. Listens on loopback only unless told
 * otherwise.
 */
public final class ServerProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /** The schema's owner, the first administrator, psql, and a keystore that is not asked for. */
  private static final Set<String> NOT_FOR_THE_SERVER =
      Set.of(
          "KLANTBRUG_DB_OWNER",
          "KLANTBRUG_DB_OWNER_PASSWORD",
          "KLANTBRUG_ADMIN_PASSWORD",
          "PGPASSWORD",
          WebDoor.KEYSTORE,
          WebDoor.PASSWORD);

  private final Process process;
  private final WebDoor door;
  private final Path notDeployed;

  private ServerProcess(Process process, WebDoor door, Path notDeployed) {
    this.process = process;
    this.door = door;
    this.notDeployed = notDeployed;
  }

  /**
   * Starts the server; returns at once.
   *
   * @param installation where the built server and the data are
   * @param database what it works in, as the application's role
   * @param door how it is reached
   */
  public static ServerProcess start(
      Installation installation, DatabaseAddress database, WebDoor door) {
    return start(installation, database, door, Map.of());
  }

  /**
   * As the other.
   *
   * @param added to its environment; what is set already stays
   */
  public static ServerProcess start(
      Installation installation,
      DatabaseAddress database,
      WebDoor door,
      Map<String, String> added) {
    refuseWhatIsMissing(installation, door);
    var base = ServerBase.lay(installation);
    var logs = installation.folder("log");
    var command = new ArrayList<>(door.arguments());
    command.addAll(
        0,
        List.of(
            installation.server().resolve("bin/standalone.sh").toString(),
            "-b=" + bind(),
            "-bmanagement=127.0.0.1",
            "-Djboss.management.http.port=" + managementPort(door.port()),
            "-Djboss.node.name=" + System.getenv().getOrDefault("KLANTBRUG_NODE", "klantbrug-1"),
            "-Djboss.server.base.dir=" + base.folder(),
            "-Djboss.server.log.dir=" + logs,
            "-Djboss.server.data.dir=" + installation.folder("server/data"),
            "-Djboss.server.temp.dir=" + installation.folder("server/tmp")));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(logs.resolve("console.log").toFile());
    var environment = builder.environment(); // of this process, to begin with
    prepare(environment, database, door);
    added.forEach(environment::putIfAbsent);
    environment.computeIfAbsent("KLANTBRUG_FILES", name -> installation.folder("files").toString());
    try {
      return new ServerProcess(builder.start(), door, base.notDeployed());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes of this process's environment the server's: with what it works by, and without what only
   * the command line may know. Whoever could make the server tell its environment would else be the
   * owner of the schema.
   */
  static void prepare(Map<String, String> environment, DatabaseAddress database, WebDoor door) {
    environment.keySet().removeAll(NOT_FOR_THE_SERVER);
    environment.put("KLANTBRUG_DB_URL", database.url());
    environment.put("KLANTBRUG_DB_USER", database.application());
    environment.put("KLANTBRUG_DB_PASSWORD", database.applicationPassword());
    environment.putAll(door.environment());
    environment.put("JAVA_OPTS", javaOptions());
    environment.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
  }

  /** Refuses to start when the server is not built or a port is taken, and says what to do. */
  static void refuseWhatIsMissing(Installation installation, WebDoor door) {
    if (!Files.isDirectory(installation.server())) {
      throw new Refused(
          "There is no server at "
              + installation.server()
              + ". Build it first: mvn package -DskipTests");
    }
    var wishes = new ArrayList<>(door.ports());
    wishes.add(managementPort(door.port()));
    for (var wanted : wishes) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      } catch (IOException taken) {
        throw new Refused(
            "Port "
                + wanted
                + " is taken by another program. Stop that program, or choose another port: "
                + "./klantbrug demo --port 8180");
      }
    }
  }

  private static int managementPort(int port) {
    return port + 1910;
  }

  private static String javaOptions() {
    return "-Xmx"
        + System.getenv().getOrDefault("KLANTBRUG_HEAP", "1g")
        + " -XX:MaxMetaspaceSize=512m -Djava.net.preferIPv4Stack=true -Djboss.modules.system.pkgs=org.jboss.byteman"
        + " -Djava.awt.headless=true -Dfile.encoding=UTF-8 "
        + System.getenv().getOrDefault("KLANTBRUG_JAVA_OPTS", "");
  }

  /** Waits until the login page answers. */
  public void awaitReady() {
    var limit = Instant.now().plus(START_LIMIT);
    while (Instant.now().isBefore(limit)) {
      if (!process.isAlive()) {
        throw new Refused(
            "The server ended while it started. The reason is in var/log/server.log.");
      }
      if (Files.exists(notDeployed)) {
        stop();
        throw new Refused(
            "The application could not start in the server. The reason is in var/log/server.log.");
      }
      if (answers()) {
        return;
      }
      pause();
    }
    stop();
    throw new Refused(
        "The server did not answer within "
            + START_LIMIT.toSeconds()
            + " seconds; see var/log/server.log.");
  }

  private boolean answers() {
    try {
      var connection =
          (HttpURLConnection) URI.create(localAddress() + "login.xhtml").toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(30_000);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted while the server started.", e);
    }
  }

  /** Where the browser goes. */
  public String address() {
    var bound = bind();
    return door.address(bound.equals("0.0.0.0") ? "127.0.0.1" : bound);
  }

  /** Where commands on this machine reach it, also when the browser's address speaks TLS. */
  public String localAddress() {
    return door.localAddress();
  }

  private static String bind() {
    return System.getenv().getOrDefault("KLANTBRUG_BIND", "127.0.0.1");
  }

  /** Number of the process, for the file from which {@code stop} reads it. */
  public long pid() {
    return process.pid();
  }

  /** Waits until the server ends by itself; returns its exit code. */
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Stops it cleanly: running jobs leave at a slice's end. Killed only if it does not end in a
   * minute.
   */
  public void stop() {
    var all = process.toHandle().descendants().toList();
    process.destroy();
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    all.forEach(child -> child.onExit().completeOnTimeout(child, 60, TimeUnit.SECONDS).join());
  }
}
