package org.klantbrug.merger.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.klantbrug.shared.RuleBroken;

/**
 * Where files lie on the server, below {@code KLANTBRUG_FILES}: {@code inbox}, where a company's
 * transport puts them, and {@code delivered}, where they are kept unchanged.
 */
@ApplicationScoped
public class FileStore {
  private final Path root;

  /** Below the folder that the server was started with. */
  public FileStore() {
    this(Path.of(System.getenv().getOrDefault("KLANTBRUG_FILES", "var/files")));
  }

  FileStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Folder in which delivered files are kept. */
  public Path delivered() {
    return root.resolve("delivered");
  }

  /**
   * A file that lies in the inbox.
   *
   * @param name path below the inbox, as typed
   * @throws RuleBroken {@code delivery.not-in-inbox} if there is none, or the path leads elsewhere
   */
  public Path inInbox(String name) {
    var inbox = root.resolve("inbox");
    try {
      if (name != null && name.indexOf('\0') < 0 && Files.isDirectory(inbox)) {
        var file = inbox.resolve(name);
        if (Files.isRegularFile(file) && file.toRealPath().startsWith(inbox.toRealPath())) {
          return file;
        }
      }
      throw new RuleBroken("delivery.not-in-inbox", String.valueOf(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The inbox cannot be read", e);
    }
  }
}
