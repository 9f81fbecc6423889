package org.klantbrug.cli.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.CommandRun;
import org.klantbrug.cli.FakeServer;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;

class TokenCommandTest {
  private final java.io.InputStream standardInput = System.in;
  private final FakeServer server = new FakeServer();
  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    CommandRun.profilesIn(folder);
    System.setIn(new ByteArrayInputStream("vier paarden lopen\n".getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void end() {
    System.setIn(standardInput);
    CommandRun.profilesAsEver();
    server.close();
  }

  @Test
  void aPasswordIsExchangedForATokenAndNotKept() {
    server.answers("POST", "/api/tokens", 201, "{\"login\":\"joris\",\"token\":\"kbt_9\"}");

    var run = token();

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(server.last().body())
        .isEqualTo(
            "{\"login\":\"joris\",\"password\":\"vier paarden lopen\",\"name\":\"command line\"}");
    assertThat(new Profiles(folder.resolve("profiles.json")).need("lead"))
        .isEqualTo(new Profile(server.address(), "joris", "kbt_9"));
    assertThat(folder.resolve("profiles.json")).content().doesNotContain("paarden");
    assertThat(run.out()).doesNotContain("kbt_9");
  }

  @Test
  void aWrongPasswordLeavesNoProfile() {
    server.answers("POST", "/api/tokens", 401, "{\"message\":\"Login or password is wrong.\"}");

    var run = token();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("Login or password is wrong.");
    assertThat(folder.resolve("profiles.json")).doesNotExist();
  }

  private CommandRun token() {
    return CommandRun.of(
        "token",
        "--login",
        "joris",
        "--as",
        "lead",
        "--server",
        server.address().replaceAll("/$", ""));
  }
}
