package org.klantbrug.cli.match;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.klantbrug.matching.FieldKind;

/** A CSV file of customers with a header, plain or gzip, read in order and never changed. */
final class CustomerFile {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int LONGEST_RECORD = 1 << 20;
  private static final int DATES_LOOKED_AT = 2_000;

  private final Path path;
  private final FieldMap.Side side;
  private final List<FieldKind> kinds;
  private final List<List<String>> columns;
  private final List<String> ids = new ArrayList<>();
  private final HashSet<String> known = new HashSet<>();

  /**
   * @param columns per compared field the names of its columns in this file
   */
  CustomerFile(Path path, FieldMap.Side side, List<FieldKind> kinds, List<List<String>> columns) {
    this.path = path;
    this.side = side;
    this.kinds = kinds;
    this.columns = columns;
  }

  /** The ids of the records that were read, in their order. */
  List<String> ids() {
    return ids;
  }

  /** Gives each record to {@code taker}: one text per compared field, dates as eight digits. */
  void read(Consumer<List<String>> taker) throws UnusableInput {
    var charset = charset();
    try {
      var delimiter = side.delimiter() == null ? delimiter(charset) : side.delimiter().charAt(0);
      var dates = dateReading(charset, delimiter);
      forEach(charset, delimiter, new Records(dates, taker));
    } catch (CharacterCodingException e) {
      throw refused("is not written in " + charset.name());
    } catch (IOException e) {
      throw refused("cannot be read");
    }
  }

  private Charset charset() throws UnusableInput {
    if (side.charset() != null) {
      try {
        return Charset.forName(side.charset());
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new UnusableInput("The charset \"%s\" is not known.".formatted(side.charset()));
      }
    }
    var buffer = new char[1 << 16];
    try (var reader = open(StandardCharsets.UTF_8)) {
      while (reader.read(buffer) >= 0) {
        // reading on shows whether all of it is UTF-8
      }
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return WINDOWS;
    } catch (NoSuchFileException e) {
      throw refused("does not exist");
    } catch (IOException e) {
      throw refused("cannot be read");
    }
  }

  private Reader open(Charset charset) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    if (path.getFileName().toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes, 1 << 16);
    }
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new InputStreamReader(bytes, decoder);
  }

  /** The candidate that the header has most of. */
  private char delimiter(Charset charset) throws IOException {
    try (var reader = new BufferedReader(open(charset))) {
      var header = reader.readLine();
      char best = ',';
      long most = 0;
      for (char candidate : new char[] {',', ';', '\t', '|'}) {
        long count = header == null ? 0 : header.chars().filter(c -> c == candidate).count();
        if (count > most) {
          best = candidate;
          most = count;
        }
      }
      return best;
    }
  }

  private DateReading dateReading(Charset charset, char delimiter)
      throws UnusableInput, IOException {
    if (side.dateFormat() != null) {
      return DateReading.of(side.dateFormat());
    }
    if (!kinds.contains(FieldKind.BIRTH_DATE)) {
      return null;
    }
    var dates = new ArrayList<String>();
    int field = kinds.indexOf(FieldKind.BIRTH_DATE);
    forEach(
        charset,
        delimiter,
        new Sink() {
          private int[] at;

          @Override
          public void header(List<String> names) throws UnusableInput {
            at = positions(names, columns.get(field));
          }

          @Override
          public boolean record(CsvRecord record) {
            var text = join(record, at);
            if (!text.isEmpty()) {
              dates.add(text);
            }
            return dates.size() < DATES_LOOKED_AT;
          }
        });
    return DateReading.detect(dates);
  }

  private interface Sink {
    void header(List<String> names) throws UnusableInput;

    boolean record(CsvRecord record) throws UnusableInput;
  }

  private void forEach(Charset charset, char delimiter, Sink sink)
      throws UnusableInput, IOException {
    try (var csv =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .trimWhitespacesAroundQuotes(true)
            .allowUnclosedQuote(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .detectBomHeader(false)
            .maxBufferSize(LONGEST_RECORD)
            .ofCsvRecord(open(charset))) {
      boolean first = true;
      for (var record : csv) {
        if (first) {
          sink.header(header(record));
          first = false;
        } else if (!sink.record(record)) {
          return;
        }
      }
      if (first) {
        throw refused("is empty");
      }
    } catch (CsvParseException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** FastCSV wraps what the decoder reports; the reason decides what we say. */
  private UnusableInput unreadable(CsvParseException e) throws IOException {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException reading) {
        throw reading;
      }
    }
    return refused("is not a readable CSV file: " + e.getMessage());
  }

  private static List<String> header(CsvRecord record) {
    return record.getFields().stream().map(name -> name.replace("\ufeff", "").strip()).toList();
  }

  private int[] positions(List<String> header, List<String> names) throws UnusableInput {
    var at = new int[names.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = header.indexOf(names.get(i));
      if (at[i] < 0) {
        throw refused(
            "has no column \"%s\"; its columns are %s"
                .formatted(names.get(i), String.join(", ", header)));
      }
      if (header.lastIndexOf(names.get(i)) != at[i]) {
        throw refused("has two columns \"%s\"".formatted(names.get(i)));
      }
    }
    return at;
  }

  private static String join(CsvRecord record, int[] at) {
    if (at.length == 1) {
      return record.getField(at[0]).strip();
    }
    var joined = new StringBuilder();
    for (int position : at) {
      joined.append(record.getField(position).strip()).append(' ');
    }
    return joined.toString().strip();
  }

  private UnusableInput refused(String what) {
    return new UnusableInput("The file %s %s.".formatted(path, what));
  }

  /** Takes the mapped columns of each record and holds the rules on records. */
  private final class Records implements Sink {
    private final DateReading dates;
    private final Consumer<List<String>> taker;
    private int width;
    private int id;
    private int[][] at;

    Records(DateReading dates, Consumer<List<String>> taker) {
      this.dates = dates;
      this.taker = taker;
    }

    @Override
    public void header(List<String> names) throws UnusableInput {
      width = names.size();
      id = positions(names, List.of(side.id()))[0];
      at = new int[columns.size()][];
      for (int i = 0; i < at.length; i++) {
        at[i] = positions(names, columns.get(i));
      }
    }

    @Override
    public boolean record(CsvRecord record) throws UnusableInput {
      long line = record.getStartingLineNumber();
      if (record.getFieldCount() != width) {
        throw refused(
            "has %d fields in line %d where the header has %d"
                .formatted(record.getFieldCount(), line, width));
      }
      var key = record.getField(id).strip();
      if (key.isEmpty()) {
        throw refused("has no id in line " + line);
      }
      if (!known.add(key)) {
        throw refused("has the id \"%s\" twice, again in line %d".formatted(key, line));
      }
      ids.add(key);
      taker.accept(values(record));
      return true;
    }

    private List<String> values(CsvRecord record) {
      var values = new ArrayList<String>(at.length);
      for (int i = 0; i < at.length; i++) {
        var text = join(record, at[i]);
        values.add(kinds.get(i) == FieldKind.BIRTH_DATE ? dates.digits(text) : text);
      }
      return values;
    }
  }
}
