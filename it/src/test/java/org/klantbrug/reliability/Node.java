package org.klantbrug.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.running.CommandLine;
import org.klantbrug.running.Folders;

/** A server started by {@code ./klantbrug start}, with a home and a name of its own. */
final class Node {
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  private final String name;
  private final Path home;
  private final Map<String, String> environment;
  private final int port = freePort();
  private Process command;

  /**
   * @param folder for its home and its logs
   * @param environment how to reach the database, and where the delivered files lie
   */
  Node(String name, Path folder, Map<String, String> environment) {
    this.name = name;
    this.home = folder.resolve(name);
    this.environment = environment;
    bringServer();
  }

  /** Libraries are shared; what a server writes into is its own. */
  private void bringServer() {
    var built = CommandLine.HOME.resolve("ear/target/server");
    var own = home.resolve("ear/target/server");
    try (var parts = Files.list(built)) {
      Files.createDirectories(own.resolve("standalone"));
      for (var part : parts.filter(it -> !it.endsWith("standalone")).toList()) {
        Files.createSymbolicLink(own.resolve(part.getFileName()), part);
      }
      Folders.copy(
          built.resolve("standalone/configuration"), own.resolve("standalone/configuration"));
      var ear = own.resolve("standalone/deployments/klantbrug.ear");
      Files.createDirectories(ear.getParent());
      Files.copy(CommandLine.HOME.resolve("ear/target/klantbrug.ear"), ear);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it; returns at once. */
  void start() {
    var builder =
        CommandLine.of(home, home.resolve("var"), "start", "--port", Integer.toString(port));
    builder.environment().putAll(environment);
    builder.environment().put("KLANTBRUG_NODE", name);
    var log = home.resolve("start.log").toFile();
    try {
      command =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until people can log in. */
  void awaitReady() {
    var end = Instant.now().plus(START_LIMIT);
    while (!log("start.log").contains("Ready: ")) {
      if (!command.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("Server " + name + " did not start: " + log("start.log"));
      }
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  /** {@code kill -9}, to the server itself; the command that started it ends with it. */
  void kill() {
    server().destroyForcibly();
    try {
      if (!command.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The start command outlived its server " + name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** SIGSTOP: as a virtual machine that is paused. */
  void halt() {
    Signals.send("STOP", server().pid());
  }

  /** SIGCONT: it goes on as if no time had passed. */
  void goOn() {
    Signals.send("CONT", server().pid());
  }

  private ProcessHandle server() {
    return command
        .descendants()
        .filter(it -> it.info().command().filter(program -> program.endsWith("java")).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Server " + name + " does not run"));
  }

  /** Whether the server process is the one that was started last, alive. */
  boolean isAlive() {
    return command.isAlive();
  }

  /** REST with a member's personal token, over loopback. */
  Api api(String login, String token) {
    var plain = speaksTls() ? port + 1 : port;
    return new Api(new Profile("http://127.0.0.1:" + plain + "/", login, token));
  }

  /** Where the browser goes; ends with a slash. */
  URI address() {
    return URI.create((speaksTls() ? "https" : "http") + "://127.0.0.1:" + port + "/");
  }

  private boolean speaksTls() {
    return environment.containsKey("KLANTBRUG_TLS_KEYSTORE");
  }

  String serverLog() {
    return log("var/log/server.log");
  }

  private String log(String file) {
    try {
      var path = home.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    if (command == null) {
      return;
    }
    var all = command.descendants().toList();
    command.destroy();
    try {
      if (!command.waitFor(90, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        command.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A port whose neighbour, for plain HTTP beside TLS, and management port are free too. */
  private static int freePort() {
    for (var tries = 0; tries < 100; tries++) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        var port = socket.getLocalPort();
        if (port < 63_000 && isFree(port + 1) && isFree(port + 1910)) {
          return port;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("No free ports");
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
