package org.klantbrug.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of a file that was made here: commas, no quotes, one line of headers. */
final class Rows {
  private Rows() {}

  /** The fields of each line but the first. */
  static List<String[]> of(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
