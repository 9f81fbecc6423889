package org.klantbrug.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

class ProfilesTest {
  private static final Profile SANNE = new Profile("http://127.0.0.1:8080/", "sanne", "kbt_1");
  private static final Profile JORIS = new Profile("http://127.0.0.1:8080/", "joris", "kbt_2");

  @TempDir private Path folder;

  @Test
  void profilesOfSeveralPeopleStandBesideEachOther() {
    var profiles = new Profiles(folder.resolve("new/profiles.json"));
    profiles.keep("default", SANNE);
    profiles.keep("lead", JORIS);

    assertThat(profiles.need("default")).isEqualTo(SANNE);
    assertThat(profiles.need("lead")).isEqualTo(JORIS);
  }

  @Test
  void whoNamesNoProfileReadsWhichThereAre() {
    var profiles = new Profiles(folder.resolve("profiles.json"));
    assertThatThrownBy(() -> profiles.need("default"))
        .hasMessageContaining("Make it: klantbrug token --login LOGIN --as default");

    profiles.keep("sanne", SANNE);
    profiles.keep("joris", JORIS);

    assertThatThrownBy(() -> profiles.need("default"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(
            "There are joris, sanne: say as whom you work, for example --as sanne");
  }

  @Test
  void onlyTheOwnerCanReadTheTokens() throws IOException {
    var file = Files.createFile(folder.resolve("profiles.json"));
    Files.writeString(file, "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    new Profiles(file).keep("default", SANNE);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aDamagedFileIsNotOverwritten() throws IOException {
    var file = Files.writeString(folder.resolve("profiles.json"), "{\"default\":");

    assertThatThrownBy(() -> new Profiles(file).keep("default", SANNE))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot be read");
    assertThat(file).hasContent("{\"default\":");
  }

  @Test
  void aTokenNeverStandsInAMessage() {
    assertThat(SANNE.toString()).doesNotContain("kbt_1");
  }
}
