package org.klantbrug.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A keystore for a server on this machine, made anew, and clients that trust nobody else. */
record Certificate(Path keystore) {
  private static final String PASSWORD = "niet te raden";
  private static final String NAME = "klantbrug";

  static Certificate make(Path folder) {
    var file = folder.resolve("klantbrug.p12");
    try {
      Files.createDirectories(folder);
      var keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  NAME,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=127.0.0.1",
                  "-ext",
                  "san=ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start();
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool made no keystore at " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Certificate(file);
  }

  /** What tells the server to use it. */
  Map<String, String> environment() {
    return Map.of(
        "KLANTBRUG_TLS_KEYSTORE", keystore.toString(), "KLANTBRUG_TLS_PASSWORD", PASSWORD);
  }

  HttpClient client() {
    try (var in = Files.newInputStream(keystore)) {
      var own = KeyStore.getInstance("PKCS12");
      own.load(in, PASSWORD.toCharArray());
      var trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(NAME, own.getCertificate(NAME));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      var tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(tls).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
