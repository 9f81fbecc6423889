package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.merger.Entity;

/** A record of a file is usable, with warnings, or a reject with one reason. */
class LineReadingTest {
  private static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1234AB, , 1234 AB",
    "1234 ab, , 1234 AB",
    "1234 SS, , ",
    "0234 AB, , ",
    "6330, , 6330",
    "6330, NL, ",
    "1000, BE, 1000",
    "10115, DE, 10115",
    "SW1A 1AA, GB, SW1A 1AA",
    "1234 SS, DE, 1234 SS"
  })
  void thePostcodeRuleIsThatOfTheCountry(String postcode, String country, String read)
      throws IOException {
    var record = customer("Postcode;Land", postcode + ";" + (country == null ? "" : country));

    assertThat(record.value("postcode")).isEqualTo(read);
    assertThat(record.reasons()).hasSize(read == null ? 1 : 0);
  }

  @Test
  void invisibleCharactersAreTakenOutOfNamesWithAWarning() throws IOException {
    var record = customer("Achternaam", "Jan\0s\u200b\u202esen\u0007");

    assertThat(record.value("family_name")).isEqualTo("Janssen");
    assertThat(record.reasons()).containsExactly(Reason.INVISIBLE_CHARACTERS);
    assertThat(record.warnings.get(0).raw()).doesNotContain("\0");
  }

  @Test
  void emojiOtherScriptsAndLineEndsStayInTexts() throws IOException {
    var text =
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u0634\u0643\u0631\u0627\nregel 2\ttab";
    var record = read(Entity.PROMISE, "Belofteid;Klantnr;Tekst", "1;2;\"" + text + "\"").get(0);

    assertThat(record.value("text")).isEqualTo(text);
    assertThat(record.warnings).isEmpty();
  }

  @Test
  void aTextOfOnlyBlanksIsEmpty() throws IOException {
    assertThat(read(Entity.PROMISE, "Belofteid;Klantnr;Tekst", "1;2;   ").get(0).reject.reason())
        .isEqualTo(Reason.REQUIRED_EMPTY);
  }

  @Test
  void mojibakeIsKeptWithAWarningThatNamesTheRepair() throws IOException {
    var record = customer("Achternaam", "Ren\u00c3\u00a9e \u00e2\u20ac\u201c Zo\u00c3\u00ab");

    assertThat(record.value("family_name")).startsWith("Ren\u00c3\u00a9e");
    assertThat(record.warnings.get(0).reason()).isEqualTo(Reason.MOJIBAKE);
    assertThat(record.warnings.get(0).expected()).isEqualTo("Ren\u00e9e \u2013 Zo\u00eb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ren\u00e9e",
        "CAF\u00c9\u2019S",
        "th\u00e9\u00e2tre",
        "\u00c3gota",
        "Bj\u00f6rk \u00c5s",
        "\u00c2"
      })
  void realAccentsAreNoMojibake(String name) throws IOException {
    assertThat(customer("Achternaam", name).warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"\"http://example.nl\"\")",
        "+31",
        "@SUM(A1)",
        "-2+3",
        "<script>alert(1)</script>",
        "${7*7}",
        "#{7*7}",
        "{{7*7}}",
        "'; drop table x; --",
        "\\N",
        "\\."
      })
  void whatLooksLikeCodeIsKeptAsItIs(String name) throws IOException {
    assertThat(customer("Achternaam", "\"" + name + "\"").value("family_name"))
        .isEqualTo(name.replace("\"\"", "\""));
  }

  @Test
  void aRecordWithoutKeyIsAReject() throws IOException {
    var record = read(Entity.CUSTOMER, "Klantnr;Achternaam", " ;Jansen").get(0);

    assertThat(record.reject.reason()).isEqualTo(Reason.NO_KEY);
    assertThat(record.reject.raw()).isEqualTo(" ;Jansen");
  }

  @Test
  void aKeyThatASpreadsheetTurnedIntoANumberIsAReject() throws IOException {
    assertThat(
            read(Entity.CUSTOMER, "Klantnr;Achternaam", "1,23E+11;Jansen").get(0).reject.reason())
        .isEqualTo(Reason.DAMAGED_KEY);
  }

  @Test
  void leadingZerosOfAKeyCount() throws IOException {
    assertThat(
            read(Entity.CUSTOMER, "Klantnr;Achternaam", "00123;Jansen").get(0).value("source_key"))
        .isEqualTo("00123");
  }

  @Test
  void aChildWithoutItsParentsKeyIsAReject() throws IOException {
    assertThat(read(Entity.PROMISE, "Belofteid;Klantnr;Tekst", "1;;bellen").get(0).reject.reason())
        .isEqualTo(Reason.REQUIRED_EMPTY);
  }

  @Test
  void aStrictFieldMakesTheRecordAReject() throws IOException {
    var header = List.of("Klantnr", "IBAN", "Postcode");
    var mapping =
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                column("Klantnr", Mapping.Target.plain("source_key")),
                column("IBAN", Mapping.Target.plain("iban").strictly()),
                column("Postcode", Mapping.Target.plain("postcode").strictly())));
    var records = read(header, mapping, "1;NL92ABNA0417164300;1234AB", "2;;1234SS", "3;;1234AB");

    assertThat(records.get(0).reject.reason()).isEqualTo(Reason.WRONG_IBAN);
    assertThat(records.get(1).reject.reason()).isEqualTo(Reason.WRONG_POSTCODE);
    assertThat(records.get(2).reject).isNull();
  }

  @Test
  void aRequiredFieldThatIsWrongMakesTheRecordARejectThatSaysWhy() throws IOException {
    var mapping =
        new Mapping(
            Entity.CONTACT,
            List.of(
                column("Klantnr", Mapping.Target.plain("customer_key")),
                column("Datum", Mapping.Target.dated("occurred_at", "dd-MM-yyyy HH:mm"))));
    var record = read(List.of("Klantnr", "Datum"), mapping, "1;31-02-2026 10:00").get(0);

    assertThat(record.reject.reason()).isEqualTo(Reason.WRONG_MOMENT);
    assertThat(record.reject.field()).isEqualTo("occurred_at");
    assertThat(record.warnings).isEmpty();
  }

  @Test
  void oneColumnCanFeedTwoFieldsAndUnknownCodesAreWarnings() throws IOException {
    var states = Map.of("In progress", "OPEN", "closed", "CLOSED", "-", "");
    var mapping =
        new Mapping(
            Entity.CONTACT,
            List.of(
                column("Klantnr", Mapping.Target.plain("customer_key")),
                column("Datum", Mapping.Target.dated("occurred_at", "dd-MM-yyyy")),
                column(
                    "Afhandeling",
                    Mapping.Target.plain("outcome"),
                    Mapping.Target.coded("complaint_state", states))));
    var header = List.of("Klantnr", "Datum", "Afhandeling");
    var records =
        read(header, mapping, "1;01-01-2026;In progress", "1;01-01-2026;-", "1;01-01-2026;Weg");

    assertThat(records.get(0).value("outcome")).isEqualTo("In progress");
    assertThat(records.get(0).value("complaint_state")).isEqualTo("OPEN");
    assertThat(records.get(1).value("complaint_state")).isNull();
    assertThat(records.get(1).warnings).isEmpty();
    assertThat(records.get(2).value("outcome")).isEqualTo("Weg");
    assertThat(records.get(2).reasons()).containsExactly(Reason.NOT_IN_LIST);
  }

  @Test
  void whatIsKeptBesideTheFieldsIsJson() throws IOException {
    var mapping =
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                column("Klantnr", Mapping.Target.plain("source_key")),
                new Mapping.Column("Op\"merking", Mapping.Use.EXTRA, List.of()),
                new Mapping.Column("Oud", Mapping.Use.NOT_NEEDED, List.of())));
    var records =
        read(List.of("Klantnr", "Op\"merking", "Oud"), mapping, "1;\"a \"\"b\"\"\";weg", "2;;weg");

    assertThat(records.get(0).extra).isEqualTo("{\"Op\\\"merking\":\"a \\\"b\\\"\"}");
    assertThat(records.get(1).extra).isNull();
  }

  private record ReadRecord(
      Entity entity, List<String> values, String extra, Problem reject, List<Problem> warnings) {
    String value(String column) {
      return values.get(entity.fields().indexOf(entity.field(column)));
    }

    List<Reason> reasons() {
      return warnings.stream().map(Problem::reason).toList();
    }
  }

  private ReadRecord customer(String headers, String row) throws IOException {
    return read(Entity.CUSTOMER, "Klantnr;" + headers, "1;" + row).get(0);
  }

  /** Reads with the fields that the known words give to the headers. */
  private List<ReadRecord> read(Entity entity, String headers, String... rows) throws IOException {
    var columns = new ArrayList<Mapping.Column>();
    for (var header : headers.split(";")) {
      var field =
          entity.fields().stream()
              .filter(candidate -> KnownWords.isHeaderOf(header, entity, candidate))
              .findFirst()
              .orElseThrow();
      columns.add(column(header, ValueReaderTest.target(entity, field.column())));
    }
    if (entity == Entity.PROMISE) {
      return read(List.of((headers + ";Op").split(";")), promise(columns), withDay(rows));
    }
    return read(List.of(headers.split(";")), new Mapping(entity, columns), rows);
  }

  private static Mapping promise(List<Mapping.Column> columns) {
    columns.add(column("Op", Mapping.Target.dated("made_at", "dd-MM-yyyy")));
    return new Mapping(Entity.PROMISE, columns);
  }

  private static String[] withDay(String[] rows) {
    return java.util.Arrays.stream(rows).map(row -> row + ";01-02-2026").toArray(String[]::new);
  }

  private List<ReadRecord> read(List<String> header, Mapping mapping, String... rows)
      throws IOException {
    var file = folder.resolve("delivered.csv");
    Files.writeString(file, "header\n" + String.join("\n", rows), StandardCharsets.UTF_8);
    var form = new FileForm("UTF-8", false, ";", false, true, header);
    var records = new ArrayList<ReadRecord>();
    try (var reading = LineReading.of(file, form, mapping, EXTRACT)) {
      while (reading.next()) {
        records.add(
            new ReadRecord(
                mapping.entity(),
                new ArrayList<>(java.util.Arrays.asList(reading.values())),
                reading.extra(),
                reading.reject(),
                List.copyOf(reading.warnings())));
      }
    }
    return records;
  }

  private static Mapping.Column column(String source, Mapping.Target... targets) {
    return new Mapping.Column(source, Mapping.Use.FIELDS, List.of(targets));
  }
}
