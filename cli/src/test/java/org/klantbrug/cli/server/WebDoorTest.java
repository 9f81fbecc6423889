package org.klantbrug.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.cli.Refused;

/** How the server is reached: behind a proxy, or with its own keystore. */
class WebDoorTest {
  private static final String SECRET = "niet te raden";

  @TempDir private Path folder;

  @Test
  void withoutAKeystoreTheAddressIsPlain() {
    var door = WebDoor.of(8080, Map.of());

    assertThat(door.address("127.0.0.1")).isEqualTo("http://127.0.0.1:8080/");
    assertThat(door.arguments()).containsExactly("-Djboss.http.port=8080");
    assertThat(door.environment()).isEmpty();
  }

  @Test
  void aKeystoreTurnsOnTlsAndSecureCookies() throws Exception {
    var door = WebDoor.of(8443, environment(keystore(), SECRET));

    assertThat(door.address("crm.example")).isEqualTo("https://crm.example:8443/");
    assertThat(door.localAddress()).isEqualTo("http://127.0.0.1:8444/");
    assertThat(door.ports()).containsExactly(8443, 8444);
    assertThat(door.environment()).containsEntry("KLANTBRUG_SECURE_COOKIES", "true");
    assertThat(door.arguments())
        .contains("--yaml=klantbrug-tls.yml")
        .noneMatch(argument -> argument.contains(SECRET));
  }

  @Test
  void aKeystoreThatCannotBeOpenedIsToldBeforeTheServerStarts() throws Exception {
    var keystore = keystore();

    assertThatThrownBy(() -> WebDoor.of(8443, environment(keystore, "geraden")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot be opened")
        .hasMessageContaining("KLANTBRUG_TLS_PASSWORD");
    assertThatThrownBy(() -> WebDoor.of(8443, environment(folder.resolve("nergens.p12"), SECRET)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nergens.p12");
    var text = Files.writeString(folder.resolve("tekst.p12"), "geen keystore");
    assertThatThrownBy(() -> WebDoor.of(8443, environment(text, SECRET)))
        .isInstanceOf(Refused.class);
  }

  private static Map<String, String> environment(Path keystore, String password) {
    return Map.of(
        "KLANTBRUG_TLS_KEYSTORE", keystore.toString(), "KLANTBRUG_TLS_PASSWORD", password);
  }

  private Path keystore() throws Exception {
    var file = folder.resolve("klantbrug.p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "klantbrug",
                "-keyalg",
                "EC",
                "-dname",
                "CN=crm.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                SECRET)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
    return file;
  }
}
