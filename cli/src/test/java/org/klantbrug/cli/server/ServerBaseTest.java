package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of one build do not write where another one reads. */
class ServerBaseTest {
  @TempDir private Path home;
  private Path built;

  @BeforeEach
  void build() throws IOException {
    built = home.resolve("ear/target/server/standalone");
    Files.createDirectories(built.resolve("deployments"));
    Files.createDirectories(built.resolve("configuration"));
    Files.writeString(built.resolve("deployments/klantbrug.ear"), "first build");
    Files.writeString(built.resolve("configuration/standalone.xml"), "first settings");
  }

  @Test
  void twoServersOfOneBuildHaveAnApplicationOfTheirOwn() {
    var one = base("one");
    var two = base("two");

    assertThat(one.folder()).isNotEqualTo(two.folder());
    assertThat(one.folder().resolve("deployments/klantbrug.ear")).hasContent("first build");
    assertThat(two.folder().resolve("deployments/klantbrug.ear")).hasContent("first build");
    assertThat(two.folder().resolve("configuration/standalone.xml")).hasContent("first settings");
  }

  @Test
  void theNextStartTakesWhatWasBuiltSince() throws IOException {
    base("one");
    Files.writeString(built.resolve("deployments/klantbrug.ear"), "second build");
    Files.writeString(built.resolve("configuration/standalone.xml"), "second settings");

    var again = base("one");

    assertThat(again.folder().resolve("deployments/klantbrug.ear")).hasContent("second build");
    assertThat(again.folder().resolve("configuration/standalone.xml"))
        .hasContent("second settings");
  }

  @Test
  void whatFailedBeforeIsTriedAgain() throws IOException {
    var before = base("one");
    Files.writeString(before.notDeployed(), "no database");

    assertThat(base("one").notDeployed()).doesNotExist();
  }

  private ServerBase base(String data) {
    return ServerBase.lay(new Installation(home, home.resolve(data)));
  }
}
