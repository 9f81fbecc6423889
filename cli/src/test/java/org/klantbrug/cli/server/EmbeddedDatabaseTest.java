package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

/** A database that was stopped writes nothing any more: its folder can be removed. */
@Tag("database")
class EmbeddedDatabaseTest {
  @TempDir private Path folder;

  @Test
  void onceItIsClosedItsProcessIsGone() throws IOException {
    ProcessHandle process;
    try (var database = EmbeddedDatabase.start(new Installation(folder, folder), 0)) {
      process = database.process().orElseThrow();
      assertThat(process.isAlive()).isTrue();
    }

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void closingWaitsForAProcessThatStillEnds() throws Exception {
    var stillEnding = new ProcessBuilder("cat").start();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              EmbeddedDatabase.awaitEnd(stillEnding.toHandle(), folder);
              return stillEnding.toHandle().isAlive();
            });
    assertThat(waiting).isNotDone();

    stillEnding.getOutputStream().close();

    assertThat(waiting.get(1, TimeUnit.MINUTES)).as("alive when the waiting was over").isFalse();
  }

  @Test
  void aDatabaseThatWasLeftBehindIsGoneWhenItWasEnded() throws IOException {
    var here = new Installation(folder, folder);
    try (var leftBehind = EmbeddedDatabase.start(here, 0)) {
      var process = leftBehind.process().orElseThrow();

      EmbeddedDatabase.endLeftover(here);

      assertThat(process.isAlive()).isFalse();
      assertThat(leftBehind.process()).isEmpty();
    }
  }

  @Test
  void aDatabaseThatWasLeftBehindIsEndedBeforeItsDataIsThrownAway() throws IOException {
    var here = new Installation(folder, folder);
    try (var leftBehind = EmbeddedDatabase.start(here, 0)) {
      var process = leftBehind.process().orElseThrow();

      DemoCommand.throwAway(here);

      assertThat(process.isAlive()).isFalse();
      assertThat(folder.resolve("database")).doesNotExist();
    }
  }

  @Test
  void whatIsNotAProcessNumberIsSaid() throws IOException {
    var pgdata = Files.createDirectories(folder.resolve("database/pgdata"));
    Files.writeString(pgdata.resolve("postmaster.pid"), "no number");

    assertThatThrownBy(() -> EmbeddedDatabase.endLeftover(new Installation(folder, folder)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot be read");
  }
}
