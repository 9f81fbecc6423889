package org.klantbrug.cli.server;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.klantbrug.cli.Refused;

/**
 * A real PostgreSQL of our own under {@code var/}, for trying Klantbrug out and for tests. Writes
 * are durable: fsync and synchronous_commit are on, which the embedding library would turn off.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String OWNER = "postgres";
  private static final String APPLICATION = "klantbrug_app";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);
  private static final long MEGABYTE = 1 << 20;

  /** Megabytes. */
  private static final long LEAST_BUFFERS = 128;

  /** Megabytes. */
  private static final long MOST_BUFFERS = 2_048;

  private static final String PID_FILE = "postmaster.pid";

  /** Of postmaster.pid, from 0. */
  private static final int PORT_LINE = 3;

  private final EmbeddedPostgres postgres;
  private final Path pgdata;
  private final String password;

  private EmbeddedDatabase(EmbeddedPostgres postgres, Path pgdata, String password) {
    this.postgres = postgres;
    this.pgdata = pgdata;
    this.password = password;
  }

  /**
   * Starts the database, with what earlier starts left in it. A database process that an earlier
   * start left behind on this data is ended first.
   *
   * @param installation its {@code var/database} holds the data
   * @param port to listen on, loopback only; 0 for any free one
   */
  public static EmbeddedDatabase start(Installation installation, int port) {
    return start(installation, port, Map.of());
  }

  /**
   * As {@link #start(Installation, int)}, with more of PostgreSQL's settings.
   *
   * @param settings by their names in {@code postgresql.conf}
   */
  public static EmbeddedDatabase start(
      Installation installation, int port, Map<String, String> settings) {
    return start(installation, port, settings, true);
  }

  /**
   * As {@link #start(Installation, int)}, for who closes it himself, whatever ends this process: a
   * database that ended by itself at that moment would be away while the server still stops.
   */
  static EmbeddedDatabase startToBeClosed(Installation installation, int port) {
    return start(installation, port, Map.of(), false);
  }

  private static EmbeddedDatabase start(
      Installation installation, int port, Map<String, String> settings, boolean endsByItself) {
    var data = installation.folder("database");
    endLeftover(installation);
    var chosen = port == 0 ? freePort() : port;
    try {
      var builder =
          EmbeddedPostgres.builder()
              .setPort(chosen)
              .setDataDirectory(data.resolve("pgdata"))
              .setOverrideWorkingDirectory(installation.folder("database/binaries").toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(endsByItself)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "100")
              .setServerConfig("shared_buffers", sharedBuffers())
              .setServerConfig("max_wal_size", "4GB")
              // Bulk work commits chunk after chunk: most of the log is on disk by then.
              .setServerConfig("wal_writer_delay", "10ms")
              .setServerConfig("work_mem", "32MB")
              .setServerConfig("maintenance_work_mem", "256MB")
              .setPGStartupWait(START_LIMIT);
      settings.forEach(builder::setServerConfig);
      return new EmbeddedDatabase(
          builder.start(),
          data.resolve("pgdata"),
          password(data.resolve("application.properties")));
    } catch (IOException e) {
      throw new Refused(
          "The embedded database did not start on port "
              + chosen
              + ": "
              + e.getMessage()
              + ". If the port is taken, set KLANTBRUG_DB_PORT to a free one.",
          e);
    }
  }

  /** A quarter of the memory, as PostgreSQL advises, within bounds: it is not alone here. */
  private static String sharedBuffers() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    var quarter = system.getTotalMemorySize() / 4 / MEGABYTE;
    return Math.max(LEAST_BUFFERS, Math.min(quarter, MOST_BUFFERS)) + "MB";
  }

  /** The address of a database that another process of this installation runs just now. */
  public static Optional<DatabaseAddress> findRunning(Installation installation) {
    var data = installation.data().resolve("database");
    var pidFile = data.resolve("pgdata").resolve(PID_FILE);
    var passwordFile = data.resolve("application.properties");
    if (!Files.exists(pidFile) || !Files.exists(passwordFile)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readAllLines(pidFile);
      var pid = Long.parseLong(lines.get(0).trim());
      if (ProcessHandle.of(pid).filter(it -> isOurs(it, data.resolve("pgdata"))).isEmpty()) {
        return Optional.empty();
      }
      var port = Integer.parseInt(lines.get(PORT_LINE).trim());
      return Optional.of(address(port, password(passwordFile)));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new Refused("The files of the running database in " + data + " cannot be read.", e);
    }
  }

  /** How to reach it, as owner and as application. */
  public DatabaseAddress address() {
    return address(postgres.getPort(), password);
  }

  private static DatabaseAddress address(int port, String password) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, "", APPLICATION, password);
  }

  /**
   * Stops it, and returns when its process is gone: until then it still writes in its folder, also
   * after it took its process number away.
   */
  @Override
  public void close() throws IOException {
    var process = process();
    postgres.close();
    if (process.isPresent()) {
      awaitEnd(process.get(), pgdata);
    }
  }

  /** The process that serves it; empty if it ended by itself. */
  Optional<ProcessHandle> process() throws IOException {
    return processOf(pgdata);
  }

  private static Optional<ProcessHandle> processOf(Path pgdata) throws IOException {
    try {
      var number = Long.parseLong(Files.readAllLines(pgdata.resolve(PID_FILE)).get(0).trim());
      return ProcessHandle.of(number).filter(process -> isOurs(process, pgdata));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    }
  }

  /** Returns when this process is gone; half a minute is more than a stopped database needs. */
  static void awaitEnd(ProcessHandle process, Path pgdata) {
    try {
      process.onExit().get(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused("Interrupted while a database process ended.", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new Refused(
          "The database process "
              + process.pid()
              + " on "
              + pgdata
              + " does not end. Stop it by hand.",
          e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Refused("No free port was found for the database: " + e.getMessage(), e);
    }
  }

  /** Ends a database process that an earlier start left behind on this installation's data. */
  public static void endLeftover(Installation installation) {
    var pgdata = installation.data().resolve("database/pgdata");
    var pidFile = pgdata.resolve(PID_FILE);
    try {
      var process = processOf(pgdata);
      if (process.isPresent()) {
        System.err.println(
            "Ending a database process that an earlier start left behind ("
                + process.get().pid()
                + ")");
        process.get().destroy();
        awaitEnd(process.get(), pgdata);
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new Refused(
          "The file " + pidFile + " of an earlier start cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * A process number can have been given away again since; only a postgres on this very folder is
   * ended.
   */
  private static boolean isOurs(ProcessHandle process, Path pgdata) {
    try {
      var command =
          Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.UTF_8);
      return command.contains("postgres") && command.contains(pgdata.toString());
    } catch (IOException notLinux) {
      return process.info().command().filter(command -> command.contains("postgres")).isPresent();
    }
  }

  /** Made once and kept beside the data, readable by the owner of the files only. */
  private static String password(Path file) throws IOException {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        properties.load(in);
      }
      return properties.getProperty("password");
    }
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var password = HexFormat.of().formatHex(random);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, "password=" + password + "\n");
    return password;
  }
}
