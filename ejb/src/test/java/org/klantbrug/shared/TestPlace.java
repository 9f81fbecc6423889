package org.klantbrug.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where the databases of tests lie: in memory if the machine has a file system there with room, as
 * copying a database is mostly making small files, else in the temporary folder.
 */
final class TestPlace {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 1L << 30;
  private static final String PREFIX = "klantbrug-test-";

  private TestPlace() {}

  /** A new folder of this process; those of processes that were killed are cleared away. */
  static Path make() throws IOException {
    var place =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
            ? MEMORY
            : Path.of(System.getProperty("java.io.tmpdir"));
    clear(place);
    return Files.createDirectory(place.resolve(PREFIX + ProcessHandle.current().pid()));
  }

  private static void clear(Path place) throws IOException {
    try (var folders = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (var folder : folders) {
        var owner = Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
        if (ProcessHandle.of(owner).isEmpty() || owner == ProcessHandle.current().pid()) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var inside = Files.walk(folder)) {
      for (var each : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
