package org.klantbrug.cli.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What one server of an installation has for itself: its configuration, and the application it
 * carries. The libraries are those of the build. Two servers of one build would else take the
 * application away from each other, as both watch the folder in which it lies.
 */
final class ServerBase {
  private static final String APPLICATION = "klantbrug.ear";

  private final Path folder;

  private ServerBase(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays it out as the build made it, over what an earlier start left.
   *
   * @param installation its {@code server/base} holds it
   */
  static ServerBase lay(Installation installation) {
    var base = new ServerBase(installation.folder("server/base"));
    var built = installation.server().resolve("standalone");
    try {
      base.takeAwayMarks(installation.folder("server/base/deployments"));
      base.copy(built, Path.of("deployments", APPLICATION));
      installation.folder("server/base/configuration");
      for (var file : filesOf(built.resolve("configuration"))) {
        base.copy(built, built.relativize(file));
      }
      return base;
    } catch (IOException e) {
      throw new UncheckedIOException("The server could not be laid out in " + base.folder, e);
    }
  }

  /** Beside the application lie WildFly's signs of what became of it at an earlier start. */
  private void takeAwayMarks(Path deployments) throws IOException {
    for (var file : filesOf(deployments)) {
      Files.delete(file);
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void copy(Path built, Path file) throws IOException {
    Files.copy(built.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The folder, as the server is told of it. */
  Path folder() {
    return folder;
  }

  /** WildFly's sign that the application could not start. */
  Path notDeployed() {
    return folder.resolve("deployments").resolve(APPLICATION + ".failed");
  }
}
