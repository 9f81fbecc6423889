package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

class PidFileTest {
  @TempDir private Path folder;

  @Test
  void nothingRunsWhereNothingWasStarted() {
    assertThat(PidFile.find(installation())).isEmpty();
  }

  /** The test's own process is a Java process, but not one of our commands. */
  @Test
  void aNumberThatWasGivenToAnotherProgramIsNotOurServer() {
    PidFile.write(installation(), "https://127.0.0.1:8443/", "http://127.0.0.1:8444/");

    assertThat(PidFile.find(installation())).isEmpty();
  }

  @Test
  void aServerThatAnotherCommandStartedIsFoundAndCanBeEnded() throws Exception {
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RunningCommand.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    command.getInputStream().read();

    var running = PidFile.find(installation()).orElseThrow();

    assertThat(running.address()).isEqualTo("https://127.0.0.1:9999/");
    assertThat(running.localAddress()).isEqualTo("http://127.0.0.1:10000/");
    assertThat(running.process().pid()).isEqualTo(command.pid());
    assertThatThrownBy(() -> PidFile.refuseSecond(installation()))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "Klantbrug runs already, at https://127.0.0.1:9999/. Stop it first: ./klantbrug stop");
    running.process().destroy();
    command.waitFor();
    assertThat(PidFile.find(installation())).isEmpty();
  }

  /** Stands for {@code klantbrug start}: notes itself, says so, and stays. */
  static final class RunningCommand {
    private RunningCommand() {}

    public static void main(String[] folder) throws InterruptedException {
      var data = Path.of(folder[0]);
      PidFile.write(
          new Installation(data, data), "https://127.0.0.1:9999/", "http://127.0.0.1:10000/");
      System.out.println("running");
      System.out.flush();
      Thread.currentThread().join();
    }
  }

  @Test
  void theFileGoesWhenTheServerEnds() {
    try (var file =
        PidFile.write(installation(), "https://127.0.0.1:8443/", "http://127.0.0.1:8444/")) {
      assertThat(file).isNotNull();
      assertThat(folder.resolve("klantbrug.pid")).exists();
    }

    assertThat(folder.resolve("klantbrug.pid")).doesNotExist();
  }

  @Test
  void aDamagedFileIsToldInsteadOfGuessed() throws IOException {
    Files.writeString(folder.resolve("klantbrug.pid"), "nothing");

    assertThatThrownBy(() -> PidFile.find(installation()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("klantbrug.pid");
  }

  private Installation installation() {
    return new Installation(folder, folder);
  }
}
