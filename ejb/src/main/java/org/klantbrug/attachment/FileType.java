package org.klantbrug.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tika.Tika;

/**
 * The types of files that are taken: what shows something and runs nothing. Whatever else there is,
 * archives, programs, web pages and drawings with scripts in them, is not.
 */
enum FileType {
  PDF("application/pdf", "pdf"),
  PNG("image/png", "png"),
  JPEG("image/jpeg", "jpg", "jpeg"),
  GIF("image/gif", "gif"),
  WEBP("image/webp", "webp"),
  HEIC("image/heic", "heic", "heif"),
  TIFF("image/tiff", "tif", "tiff"),
  TEXT("text/plain", "txt", "text", "");

  /**
   * Browsers show these without running anything, and in a box without rights of its own; no PDF.
   */
  private static final List<FileType> SHOWN = List.of(PNG, JPEG);

  private static final Tika TIKA = new Tika();

  private final String code;
  private final List<String> endings;

  FileType(String code, String... endings) {
    this.code = code;
    this.endings = List.of(endings);
  }

  /** What the bytes are, whatever anybody says of them: {@code image/png}. */
  static String detected(byte[] content) {
    return TIKA.detect(content);
  }

  /**
   * The type if such files are taken.
   *
   * @param detected as {@link #detected} found
   * @param name whose ending must be one of that type: programs go by it
   */
  static Optional<FileType> taken(String detected, String name) {
    return Arrays.stream(values())
        .filter(each -> each.code.equals(detected))
        .filter(each -> each.endings.contains(FileName.ending(name)))
        .findFirst();
  }

  /** Whether a browser may show it instead of saving it. */
  static boolean isShown(String detected) {
    return SHOWN.stream().anyMatch(each -> each.code.equals(detected));
  }
}
