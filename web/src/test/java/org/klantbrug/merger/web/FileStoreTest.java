package org.klantbrug.merger.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.shared.RuleBroken;

/** Files on the server: only what lies in the inbox can be taken from there. */
class FileStoreTest {
  @TempDir private Path root;

  @BeforeEach
  void anInboxAndASecretBesideIt() throws IOException {
    Files.createDirectories(root.resolve("inbox/zuid"));
    Files.writeString(root.resolve("inbox/zuid/klanten.csv"), "Klantnr\n1\n");
    Files.writeString(root.resolve("secret.csv"), "Klantnr\n1\n");
    Files.createSymbolicLink(root.resolve("inbox/link.csv"), root.resolve("secret.csv"));
  }

  @Test
  void aFileOfTheInboxIsTaken() {
    assertThat(new FileStore(root).inInbox("zuid/klanten.csv"))
        .isEqualTo(root.resolve("inbox/zuid/klanten.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.csv",
        "zuid/../../secret.csv",
        "link.csv",
        "zuid",
        "none.csv",
        "",
        "\0"
      })
  void whatIsNotAFileOfTheInboxIsRefused(String name) {
    assertThatThrownBy(() -> new FileStore(root).inInbox(name))
        .isInstanceOf(RuleBroken.class)
        .extracting("key")
        .isEqualTo("delivery.not-in-inbox");
  }

  @Test
  void anAbsolutePathLeadsNowhere() {
    var secret = root.resolve("secret.csv").toString();

    assertThatThrownBy(() -> new FileStore(root).inInbox(secret)).isInstanceOf(RuleBroken.class);
  }
}
