package org.klantbrug.cli.alarm;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.klantbrug.cli.Refused;
import org.klantbrug.shared.BusinessClock;

/** A CSV file, plain or gzip, of what came in: when, in which words, and what it was about. */
final class StreamFile {
  /** Some texts are whole stories. */
  private static final int LONGEST_RECORD = 1 << 22;

  private final Path path;
  private final Columns columns;

  /**
   * What the columns are called.
   *
   * @param mood null if the file says nothing of it
   * @param bad what stands there for a bad mood
   */
  record Columns(String time, String topic, String text, String mood, String bad) {
    List<String> needed() {
      return mood == null ? List.of(time, topic) : List.of(time, topic, mood);
    }
  }

  /** Something that came in. */
  record Line(Instant at, String topic, String text, boolean bad) {
    /** Whether nothing is known of the time but the day. */
    boolean isDay() {
      return at.atZone(BusinessClock.ZONE).toLocalTime().equals(LocalTime.MIDNIGHT);
    }
  }

  StreamFile(Path path, Columns columns) {
    this.path = path;
    this.columns = columns;
  }

  /** All lines, in the order of time. */
  List<Line> lines() {
    var lines = new ArrayList<Line>();
    try (var csv =
        CsvReader.builder()
            .fieldSeparator(separator())
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_RECORD)
            .ofNamedCsvRecord(open())) {
      for (var record : csv) {
        if (lines.isEmpty()) {
          check(record.getHeader());
        }
        lines.add(line(record));
      }
    } catch (CsvParseException | IOException | UncheckedIOException e) {
      throw new Refused("%s cannot be read as CSV: %s".formatted(path, e.getMessage()), e);
    }
    if (lines.isEmpty()) {
      throw new Refused("%s holds no lines.".formatted(path));
    }
    lines.sort(Comparator.comparing(Line::at));
    return lines;
  }

  /** The sign that the header has most of. */
  private char separator() throws IOException {
    try (var reader = new BufferedReader(open())) {
      var header = reader.readLine();
      return header != null && count(header, ';') > count(header, ',') ? ';' : ',';
    }
  }

  private static long count(String text, char sign) {
    return text.chars().filter(each -> each == sign).count();
  }

  private Reader open() throws IOException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new Refused("There is no file " + path + " that can be read.");
    }
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    if (path.getFileName().toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes, 1 << 16);
    }
    return new InputStreamReader(bytes, StandardCharsets.UTF_8);
  }

  private void check(List<String> header) {
    for (var wanted : columns.needed()) {
      if (!header.contains(wanted)) {
        throw new Refused(
            "%s has no column \"%s\"; its columns are %s. Say which it is with --time, --topic, --text and --mood."
                .formatted(path, wanted, String.join(", ", header)));
      }
    }
  }

  private Line line(NamedCsvRecord record) {
    try {
      return new Line(
          moment(record.getField(columns.time()).strip()),
          record.getField(columns.topic()).strip(),
          record.findField(columns.text()).orElse("").strip(),
          columns.mood() != null
              && record.getField(columns.mood()).strip().equalsIgnoreCase(columns.bad()));
    } catch (DateTimeException unreadable) {
      throw new Refused(
          "%s, line %d: \"%s\" is no time as 2026-12-31T09:30, 2026-12-31 09:30:00 or 2026-12-31."
              .formatted(
                  path, record.getStartingLineNumber(), record.getField(columns.time()).strip()),
          unreadable);
    }
  }

  /** Without a zone it is Dutch time. */
  private static Instant moment(String text) {
    var iso = text.replace(' ', 'T');
    if (iso.length() == 10) {
      return LocalDate.parse(iso).atStartOfDay(BusinessClock.ZONE).toInstant();
    }
    var read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : ((LocalDateTime) read).atZone(BusinessClock.ZONE).toInstant();
  }
}
