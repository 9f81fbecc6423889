package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this Klantbrug lives.
 *
 * @param home the checkout or unpacked release; holds the built server
 * @param data what must outlive a build: database, uploads, logs, process numbers
 */
public record Installation(Path home, Path data) {

  /**
   * By the environment: {@code KLANTBRUG_HOME}, and {@code KLANTBRUG_VAR} if it is not {@code var}
   * in there.
   */
  public static Installation fromEnvironment() {
    var home =
        Path.of(System.getenv().getOrDefault("KLANTBRUG_HOME", ".")).toAbsolutePath().normalize();
    var data = System.getenv("KLANTBRUG_VAR");
    return new Installation(
        home, data == null ? home.resolve("var") : Path.of(data).toAbsolutePath());
  }

  /** The server that the build provisions. */
  public Path server() {
    return home.resolve("ear/target/server");
  }

  /** A folder under {@link #data}, made if it is not there. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(data.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder " + data.resolve(name), e);
    }
  }
}
