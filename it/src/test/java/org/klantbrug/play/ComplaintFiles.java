package org.klantbrug.play;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** Files of complaints that public bodies publish, as they are published; also gzipped. */
final class ComplaintFiles {
  private static final int LONGEST_LABEL = 200;
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter NEW_YORKS = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");

  private ComplaintFiles() {}

  /**
   * Consumer complaints of the CFPB. It publishes the day and whether the company was in time, not
   * when it answered: who was in time answered after a day, who was late after a hundred.
   */
  static List<PlayedComplaint> cfpb(Path file) {
    return read(
        file,
        row -> {
          var received = OffsetDateTime.parse(row.getField("date_received")).toInstant();
          return new PlayedComplaint(
              row.getField("complaint_id"),
              row.getField("submitted_via"),
              received,
              story(row),
              label(row.getField("product")),
              label(row.getField("issue")),
              answered(row, received));
        });
  }

  private static Instant answered(NamedCsvRecord row, Instant received) {
    if (row.getField("company_response").equals("In progress")) {
      return null;
    }
    return received.plus(Duration.ofDays(row.getField("timely").equals("Yes") ? 1 : 100));
  }

  /** His own words; without them what he chose from the lists. */
  private static String story(NamedCsvRecord row) {
    var words = row.getField("complaint_what_happened");
    return words.isBlank() ? row.getField("issue") + ": " + row.getField("sub_issue") : words;
  }

  /** Service requests of New York's 311. */
  static List<PlayedComplaint> nyc311(Path file) {
    return read(
        file,
        row ->
            new PlayedComplaint(
                row.getField("Unique Key"),
                "311",
                moment(row.getField("Created Date")),
                row.getField("Complaint Type")
                    + ": "
                    + row.getField("Descriptor")
                    + "\n"
                    + row.getField("Incident Address"),
                label(row.getField("Complaint Type")),
                label(row.getField("Descriptor")),
                row.getField("Closed Date").isBlank()
                    ? null
                    : moment(row.getField("Closed Date"))));
  }

  private static Instant moment(String text) {
    return LocalDateTime.parse(text, NEW_YORKS).atZone(NEW_YORK).toInstant();
  }

  private static String label(String text) {
    return text.substring(0, Math.min(LONGEST_LABEL, text.length()));
  }

  private static List<PlayedComplaint> read(
      Path file, Function<NamedCsvRecord, PlayedComplaint> row) {
    try (var in = new InputStreamReader(open(file), StandardCharsets.UTF_8);
        var csv = CsvReader.builder().ofNamedCsvRecord(in)) {
      return csv.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
