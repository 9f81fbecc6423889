package org.klantbrug.merger.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.klantbrug.shared.RuleBroken;

/**
 * How a delivered file is to be read. Kept as JSON with the delivery.
 *
 * @param charset UTF-8 or windows-1252
 * @param bom whether the file begins with a UTF-8 byte order mark
 * @param delimiter one character between fields
 * @param gzip whether the file is packed
 * @param quoted whether quotes were seen around fields; reading minds them always
 * @param header names of the columns, trimmed, in the order of the file
 */
public record FileForm(
    String charset,
    boolean bom,
    String delimiter,
    boolean gzip,
    boolean quoted,
    List<String> header) {

  private static final int BOM_LENGTH = 3;

  /** Copies the header. */
  public FileForm {
    header = List.copyOf(header);
  }

  /**
   * Finds the form of a file; reads it to its end once.
   *
   * @throws org.klantbrug.shared.RuleBroken {@code delivery.*}: why the file is refused and what to
   *     ask for
   */
  public static FileForm of(Path file) throws IOException {
    return new FormDetection(file).form();
  }

  /** The charsets and separators that a person can choose from. */
  public static final List<String> CHARSETS = List.of("UTF-8", "windows-1252");

  public static final List<String> DELIMITERS = List.of(";", ",", "\t", "|");

  /**
   * The form of a file of which a person says how it is written; the header is read anew.
   *
   * @param charset one of {@link #CHARSETS}
   * @param delimiter one of {@link #DELIMITERS}
   * @throws RuleBroken {@code delivery.*}: the file cannot be read so
   */
  public static FileForm of(Path file, String charset, String delimiter) throws IOException {
    if (!CHARSETS.contains(charset) || !DELIMITERS.contains(delimiter)) {
      throw new RuleBroken("delivery.no-such-form");
    }
    return new FormDetection(file).form(charset, delimiter.charAt(0));
  }

  /** The unpacked bytes of a file in this form. */
  public InputStream unpack(Path file) throws IOException {
    return unpacked(file, gzip);
  }

  /** The unpacked bytes behind the byte order mark. */
  InputStream open(Path file) throws IOException {
    var in = unpacked(file, gzip);
    if (bom) {
      in.skipNBytes(BOM_LENGTH);
    }
    return in;
  }

  /** The records behind the header. */
  RecordReader records(Path file) throws IOException {
    var reader =
        new RecordReader(
            open(file), Charset.forName(charset), delimiter.charAt(0), header.size(), 1);
    reader.next();
    return reader;
  }

  /** Number of fields in a record. */
  @JsonIgnore
  public int columns() {
    return header.size();
  }

  static InputStream unpacked(Path file, boolean gzip) throws IOException {
    var in = Files.newInputStream(file);
    if (!gzip) {
      return in;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
