package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The running server knows what it works by, and no more. */
class ServerProcessTest {
  private static final DatabaseAddress DATABASE =
      new DatabaseAddress(
          "jdbc:postgresql://db:5432/klantbrug",
          "klantbrug_owner",
          "owner's secret",
          "klantbrug_app",
          "application's secret");

  private final Map<String, String> environment = new HashMap<>();

  @Test
  void isNotToldWhatOnlyTheCommandLineNeeds() {
    environment.put("KLANTBRUG_DB_OWNER", "klantbrug_owner");
    environment.put("KLANTBRUG_DB_OWNER_PASSWORD", "owner's secret");
    environment.put("KLANTBRUG_ADMIN_PASSWORD", "administrator's secret");
    environment.put("KLANTBRUG_TLS_PASSWORD", "keystore's secret");
    environment.put("PGPASSWORD", "owner's secret");

    ServerProcess.prepare(environment, DATABASE, WebDoor.plain(8080));

    assertThat(environment.values())
        .doesNotContain("klantbrug_owner")
        .doesNotContain("owner's secret")
        .doesNotContain("administrator's secret")
        .doesNotContain("keystore's secret");
  }

  @Test
  void isToldHowToReachTheDatabaseAsTheApplication() {
    ServerProcess.prepare(environment, DATABASE, WebDoor.plain(8080));

    assertThat(environment)
        .containsEntry("KLANTBRUG_DB_URL", "jdbc:postgresql://db:5432/klantbrug")
        .containsEntry("KLANTBRUG_DB_USER", "klantbrug_app")
        .containsEntry("KLANTBRUG_DB_PASSWORD", "application's secret");
  }

  @Test
  void isToldOfTheKeystoreWithWhichItSpeaksTls() {
    environment.put("KLANTBRUG_TLS_PASSWORD", "keystore's secret");

    ServerProcess.prepare(
        environment,
        DATABASE,
        new WebDoor(8443, Path.of("/etc/klantbrug/klantbrug.p12"), "keystore's secret"));

    assertThat(environment)
        .containsEntry("KLANTBRUG_TLS_KEYSTORE", "/etc/klantbrug/klantbrug.p12")
        .containsEntry("KLANTBRUG_TLS_PASSWORD", "keystore's secret");
  }

  @Test
  void keepsWhatElseWasSet() {
    environment.put("KLANTBRUG_SECURE_COOKIES", "true");

    ServerProcess.prepare(environment, DATABASE, WebDoor.plain(8080));

    assertThat(environment).containsEntry("KLANTBRUG_SECURE_COOKIES", "true");
  }
}
