package org.klantbrug.shared;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

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

  /**
   * Clears away the folders whose process is gone. Several processes may do so at once: a folder is
   * cleared by the one that renamed it. A database that outlived its process may still write in it;
   * what therefore stays is cleared by a later process.
   */
  static void clear(Path place) throws IOException {
    try (var folders = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (var folder : folders) {
        if (!isInUse(folder)) {
          clearAlone(folder);
        }
      }
    }
  }

  /** The name says whose it is: of the process that made it, or that renamed it to clear it. */
  private static boolean isInUse(Path folder) {
    var name = folder.getFileName().toString().substring(PREFIX.length());
    var owner = Long.parseLong(name.split("\\.")[0]);
    var leftByOneOfSameNumber = name.equals(String.valueOf(ProcessHandle.current().pid()));
    return ProcessHandle.of(owner).isPresent() && !leftByOneOfSameNumber;
  }

  private static void clearAlone(Path folder) throws IOException {
    var name = folder.getFileName().toString().substring(PREFIX.length());
    var mine = folder.resolveSibling(PREFIX + ProcessHandle.current().pid() + "." + name);
    try {
      Files.move(folder, mine, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException otherWasFirst) {
      return;
    }
    Files.walkFileTree(mine, new Deleting());
  }

  /** Deletes what it meets; what has gone meanwhile, or is written meanwhile, does not matter. */
  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw why;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException why) throws IOException {
      if (why != null) {
        throw why;
      }
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException stillWritten) {
        return FileVisitResult.CONTINUE;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
