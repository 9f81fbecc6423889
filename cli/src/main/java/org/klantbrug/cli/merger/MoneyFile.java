package org.klantbrug.cli.merger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.api.Api;

/** Sends a file about the money of a merger, and says what came of it. */
final class MoneyFile {
  private MoneyFile() {}

  static String send(Api api, String path, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new Refused("There is no file " + file + " that can be read.");
    }
    var counts = api.upload(Api.query(path, Map.of("name", file.getFileName().toString())), file);
    return "%d lines used, %d kept aside with their reason"
        .formatted(counts.path("used").asLong(), counts.path("unused").asLong());
  }
}
