package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.cli.Refused;

/**
 * How the server is reached: over plain HTTP, as it should be behind a proxy, or over TLS with a
 * keystore of one's own.
 *
 * @param port of the web address
 * @param keystore PKCS12 with the server's key and certificates; null for plain HTTP
 * @param password of the keystore and the key
 */
public record WebDoor(int port, Path keystore, String password) {
  static final String KEYSTORE = "KLANTBRUG_TLS_KEYSTORE";
  static final String PASSWORD = "KLANTBRUG_TLS_PASSWORD";

  /** Laid over the server's configuration; part of the server that the build provisions. */
  private static final String OVERLAY = "klantbrug-tls.yml";

  /** Plain HTTP. */
  public static WebDoor plain(int port) {
    return new WebDoor(port, null, null);
  }

  /**
   * By the environment: TLS if {@code KLANTBRUG_TLS_KEYSTORE} names a keystore.
   *
   * @throws Refused if the keystore cannot be opened or holds no key, rather than a server that
   *     does not answer
   */
  static WebDoor of(int port, Map<String, String> environment) {
    var keystore = Optional.ofNullable(environment.get(KEYSTORE)).filter(text -> !text.isBlank());
    if (keystore.isEmpty()) {
      return plain(port);
    }
    var door =
        new WebDoor(
            port, Path.of(keystore.get()).toAbsolutePath(), environment.getOrDefault(PASSWORD, ""));
    door.refuseUnusable();
    return door;
  }

  private void refuseUnusable() {
    try (InputStream in = Files.newInputStream(keystore)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      for (var alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password.toCharArray()) != null) {
          return;
        }
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new Refused(
          "The keystore "
              + keystore
              + " cannot be opened ("
              + e.getMessage()
              + "). It must be PKCS12, with the password in "
              + PASSWORD
              + ".",
          e);
    }
    throw new Refused("The keystore " + keystore + " holds no private key.");
  }

  boolean secure() {
    return keystore != null;
  }

  /** Where the browser goes. */
  String address(String host) {
    return (secure() ? "https://" : "http://") + host + ":" + port + "/";
  }

  /** Where commands on this machine go: over loopback, without TLS. */
  String localAddress() {
    return "http://127.0.0.1:" + localPort() + "/";
  }

  private int localPort() {
    return secure() ? port + 1 : port;
  }

  /** Ports that must be free. */
  List<Integer> ports() {
    return secure() ? List.of(port, localPort()) : List.of(port);
  }

  /** What the server's start script is told. */
  List<String> arguments() {
    return secure()
        ? List.of(
            "-Djboss.https.port=" + port, "-Djboss.http.port=" + localPort(), "--yaml=" + OVERLAY)
        : List.of("-Djboss.http.port=" + port);
  }

  /** What the server's environment holds besides. */
  Map<String, String> environment() {
    return secure()
        ? Map.of(
            KEYSTORE, keystore.toString(), PASSWORD, password, "KLANTBRUG_SECURE_COOKIES", "true")
        : Map.of();
  }
}
