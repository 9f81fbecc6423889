package org.klantbrug.cli.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.CommandRun;
import org.klantbrug.cli.FakeServer;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.api.Profiles;

/** The public questions, written where the command was told to. */
class ExportCommandTest {
  @TempDir private Path folder;
  private final FakeServer server = new FakeServer();

  @BeforeEach
  void somebodyHasAProfile() {
    CommandRun.profilesIn(folder);
    new Profiles(folder.resolve("profiles.json"))
        .keep("default", new Profile(server.address(), "roos", "kbt_roos"));
  }

  @AfterEach
  void stop() {
    server.close();
    CommandRun.profilesAsEver();
  }

  private void told(String name, String text) {
    server.answers(
        "GET",
        "/api/questions/export",
        200,
        "{\"mark\":\"m1\",\"answers\":1,\"files\":{\"%s\":\"%s\"}}".formatted(name, text));
  }

  private CommandRun export(Path where) {
    return CommandRun.of("questions", "export", where.toString());
  }

  @Test
  void writesThePagesAsTheServerGivesThemAndReplacesThemTheNextTime() throws IOException {
    var where = folder.resolve("site");
    told("nl/12.html", "één");
    told("nl/13.html", "twee");

    assertThat(export(where).out()).isEqualTo("Answers: 1, files: 1, in " + where + "\n");
    assertThat(where.resolve("nl/12.html")).hasContent("één");
    assertThat(server.last().authorization()).isEqualTo("Bearer kbt_roos");

    assertThat(export(where).exit()).isZero();
    assertThat(where.resolve("nl/12.html")).doesNotExist();
    assertThat(where.resolve("nl/13.html")).hasContent("twee");
  }

  @Test
  void leavesAFolderWithSomethingElseAsItIs() throws IOException {
    var mine = Files.writeString(folder.resolve("letter.txt"), "dear");
    told("index.html", "x");

    var run = export(folder);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("holds something else");
    assertThat(mine).hasContent("dear");
  }

  @Test
  void saysWhyTheServerRefused() {
    server.answers("GET", "/api/questions/export", 403, "{\"message\":\"Not yours.\"}");

    var run = export(folder.resolve("site"));

    assertThat(run).isEqualTo(new CommandRun(1, "", "Not yours.\n"));
    assertThat(folder.resolve("site")).doesNotExist();
  }
}
