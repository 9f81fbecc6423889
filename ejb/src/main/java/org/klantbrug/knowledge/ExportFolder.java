package org.klantbrug.knowledge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.klantbrug.shared.RuleBroken;

/**
 * A folder of pages that is replaced as a whole. All is written beside it and then takes its name,
 * so that a web server never shows a page that is half there; what was there stays until then. One
 * that holds anything but an earlier export is left alone.
 */
public final class ExportFolder {
  /** Says that the folder is ours, and what was written into it. */
  static final String MARK = "klantbrug-export.txt";

  private static final Pattern NAME = Pattern.compile("([a-z]{2}/)?[A-Za-z0-9_-]+\\.[a-z]{2,4}");

  private final Path folder;

  /**
   * @param folder that a web server shows; the one around it must be writable too
   */
  public ExportFolder(Path folder) throws IOException {
    this.folder = Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath().normalize();
  }

  /** Whether what lies there was written under this mark. */
  boolean holds(String mark) throws IOException {
    var file = folder.resolve(MARK);
    return Files.exists(file) && Files.readString(file).equals(mark);
  }

  /**
   * Replaces all that lies there.
   *
   * @param mark by which {@link #holds} knows it again
   * @param files texts by their names: with no folder, or one of two letters, before them
   * @throws RuleBroken {@code knowledge.export-not-ours} if something else lies there
   */
  public void write(String mark, Map<String, String> files) throws IOException {
    mustBeOurs();
    var fresh = beside(".new");
    remove(fresh);
    Files.createDirectories(fresh);
    for (var file : files.entrySet()) {
      put(fresh, file.getKey(), file.getValue());
    }
    Files.writeString(fresh.resolve(MARK), mark);
    swap(fresh);
  }

  private void mustBeOurs() throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve(MARK))) {
      return;
    }
    if (Files.isDirectory(folder)) {
      try (var within = Files.list(folder)) {
        if (within.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new RuleBroken("knowledge.export-not-ours", folder.toString());
  }

  private static void put(Path root, String name, String text) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("No name of a page: " + name);
    }
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private void swap(Path fresh) throws IOException {
    if (!Files.exists(folder)) {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    var old = beside(".old");
    remove(old);
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    remove(old);
  }

  private Path beside(String ending) {
    return folder.resolveSibling(folder.getFileName() + ending);
  }

  /** What an export that was cut short left behind goes too; anything else is not ours. */
  private static void remove(Path left) throws IOException {
    if (!Files.exists(left)) {
      return;
    }
    try (var within = Files.walk(left)) {
      for (var each : within.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
