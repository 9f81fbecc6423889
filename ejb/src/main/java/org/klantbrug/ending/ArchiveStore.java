package org.klantbrug.ending;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The folder in which archives lie, each in one of its own. */
@ApplicationScoped
public class ArchiveStore {
  /** Name of the manifest: {@code sha256sum -c} reads it. */
  static final String MANIFEST = "SHA256SUMS";

  private final Path root;

  /** Below the folder that the server was started with. */
  public ArchiveStore() {
    this(Path.of(System.getenv().getOrDefault("KLANTBRUG_FILES", "var/files")).resolve("archive"));
  }

  /** Archives in this folder. */
  public ArchiveStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path folder(Archive archive) {
    return root.resolve(archive.folder());
  }

  /** Where a file of an archive lies. */
  Path file(Archive archive, String name) {
    return folder(archive).resolve(name);
  }

  /**
   * Copies a file into the archive: there it is whole or not at all.
   *
   * @return SHA-256 of its bytes
   */
  String copy(Archive archive, InputStream content, String name) throws IOException {
    Files.createDirectories(folder(archive));
    var arriving = file(archive, name + ".part");
    var digest = sha256();
    try (var in = new DigestInputStream(content, digest)) {
      Files.copy(in, arriving, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(arriving, file(archive, name), StandardCopyOption.REPLACE_EXISTING);
    return hex(digest);
  }

  /** SHA-256 of a file as it lies there now. */
  String hashOf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return hashOf(in);
    }
  }

  static String hashOf(InputStream content) throws IOException {
    var digest = sha256();
    var block = new byte[1 << 18];
    for (var read = content.read(block); read >= 0; read = content.read(block)) {
      digest.update(block, 0, read);
    }
    return hex(digest);
  }

  static String hashOf(String text) {
    var digest = sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(digest);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
