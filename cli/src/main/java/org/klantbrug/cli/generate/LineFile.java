package org.klantbrug.cli.generate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One delivered file: fixed headers, lines end in CRLF. Counts its rows, bytes and money while it
 * is written. A character that the charset lacks stops the run.
 */
final class LineFile implements Closeable {
  /** Charset of everything the acquired company delivers. */
  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final String name;
  private final Map<String, Integer> places = new HashMap<>();
  private final String[] values;
  private final CountingStream bytes;
  private final CsvWriter csv;
  private final Map<String, Long> sums = new TreeMap<>();
  private long rows;

  private LineFile(Path directory, String name, char separator, Charset charset, String... headers)
      throws IOException {
    this.name = name;
    values = new String[headers.length];
    for (int i = 0; i < headers.length; i++) {
      places.put(headers[i], i);
    }
    bytes = new CountingStream(Files.newOutputStream(directory.resolve(name)));
    var packed = name.endsWith(".gz") ? new SteadyGzip(bytes) : bytes;
    var encoder = charset.newEncoder().onUnmappableCharacter(CodingErrorAction.REPORT);
    csv =
        CsvWriter.builder()
            .fieldSeparator(separator)
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new BufferedWriter(new OutputStreamWriter(packed, encoder), 1 << 16));
    csv.writeRecord(headers);
    clear();
  }

  /** Comma and UTF-8. */
  static LineFile ofAcquirer(Path directory, String name, String... headers) throws IOException {
    return new LineFile(directory, name, ',', StandardCharsets.UTF_8, headers);
  }

  /** Semicolon and windows-1252. */
  static LineFile ofAcquired(Path directory, String name, String... headers) throws IOException {
    return new LineFile(directory, name, ';', WINDOWS_1252, headers);
  }

  /** Fills a field of the line at hand; fields not filled stay empty. */
  LineFile set(String header, String value) {
    var place = places.get(header);
    if (place == null) {
      throw new IllegalArgumentException(name + " has no column " + header);
    }
    values[place] = value;
    return this;
  }

  String get(String header) {
    return values[places.get(header)];
  }

  /**
   * Fills a field with an amount of two decimals and adds it to the control total of the column.
   */
  LineFile setEuros(String header, long cents) {
    sums.merge(header, cents, Math::addExact);
    return set(header, DutchForm.euros(cents));
  }

  /** As {@link #setEuros}, without zeros at the end. */
  LineFile setShortEuros(String header, long cents) {
    sums.merge(header, cents, Math::addExact);
    return set(header, DutchForm.shortEuros(cents));
  }

  /** Writes the line at hand and begins the next. */
  void write() {
    csv.writeRecord(values);
    rows++;
    clear();
  }

  String name() {
    return name;
  }

  /** Lines written, without the header. */
  long rows() {
    return rows;
  }

  /** Cents per counted column, by name of the column. */
  Map<String, Long> sums() {
    return Collections.unmodifiableMap(sums);
  }

  /** What was written; right only after closing. */
  WrittenFile written() {
    return new WrittenFile(name, rows, bytes.count);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }

  private void clear() {
    Arrays.fill(values, "");
  }

  private static final class CountingStream extends FilterOutputStream {
    private long count;

    CountingStream(OutputStream out) {
      super(new BufferedOutputStream(out, 1 << 16));
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      count++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      count += length;
    }
  }
}
