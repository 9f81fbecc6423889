package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

/** A server whose database is not there yet waits for it, but not for ever. */
@Tag("database")
class DatabaseWaitTest {
  private final List<String> told = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void goesOnWhenTheDatabaseHasCome() throws Exception {
    var port = freePort();
    var waiting =
        CompletableFuture.runAsync(
            () -> new DatabaseWait(at(port), Duration.ofMinutes(2), this::tell).await());
    awaitFirstLine();
    assertThat(waiting).isNotDone();

    try (var database = EmbeddedDatabase.start(new Installation(folder, folder), port)) {
      assertThat(waiting).succeedsWithin(Duration.ofMinutes(1));
      assertThat(database.address().url()).isEqualTo(at(port).url());
    }
  }

  @Test
  void givesUpAfterAWhileAndSaysWhatToDo() throws IOException {
    var address = at(freePort());

    assertThatThrownBy(() -> new DatabaseWait(address, Duration.ZERO, this::tell).await())
        .isInstanceOf(Refused.class)
        .hasMessageContaining(address.url())
        .hasMessageContaining("KLANTBRUG_DB_URL");
  }

  @Test
  void doesNotWaitWhereWaitingCannotHelp() throws IOException {
    try (var database = EmbeddedDatabase.start(new Installation(folder, folder), 0)) {
      var running = database.address();
      var wrong =
          new DatabaseAddress(
              running.url().replace("/postgres", "/nowhere"), running.owner(), "", "app", "app");

      assertThatThrownBy(() -> new DatabaseWait(wrong, Duration.ofMinutes(2), this::tell).await())
          .isInstanceOf(Refused.class)
          .hasMessageContaining("nowhere");
    }
    assertThat(told).isEmpty();
  }

  private synchronized void tell(String line) {
    told.add(line);
    notifyAll();
  }

  private synchronized void awaitFirstLine() throws InterruptedException {
    while (told.isEmpty()) {
      wait();
    }
  }

  private static DatabaseAddress at(int port) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "", "app", "app");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
