package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.RuleBroken;

class LineReadingTest {
  private static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "30-09-1984, 1984-09-30",
    "29-02-2024, 2024-02-29",
    "31-02-2026,",
    "00-00-0000,",
    "1-2-03,",
    "01-13-2026,",
    "29-02-2027,",
    "2026-01-01,",
    "01-01-2026 ,2026-01-01"
  })
  void impossibleDaysBecomeEmptyWithAWarning(String delivered, String read) {
    check("customer_since", delivered, read, Reason.WRONG_DATE);
  }

  @ParameterizedTest
  @CsvSource({
    "01-11-2026, , FUTURE_DATE",
    "01-01-1890, , IMPLAUSIBLE_AGE",
    "31-01-1903, 1903-01-31,",
    "30-09-2015, 2015-09-30, UNDER_AGE"
  })
  void birthDatesAreComparedWithTheExtract(String delivered, String read, Reason reason) {
    check("birth_date", delivered, read, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,56|1234.56",
        "1234,5|1234.50",
        "29,85|29.85",
        "12|12.00",
        "-0,00|0.00",
        "-12,50|-12.50",
        "12,50-|-12.50",
        "€ 1.000|1000.00",
        "1.234.567,00|1234567.00",
        "1,234.56|",
        "12,345|",
        "1.23|",
        "1E9|",
        "NaN|",
        "-|",
        ",|",
        "1 2|",
        "1234567890123,00|"
      })
  void amountsAreReadWithTheirDecimalSignOnly(String delivered, String read) {
    check("monthly_amount", delivered, read, Reason.WRONG_AMOUNT);
  }

  @Test
  void anAmountWithAPointIsReadWhenTheMappingSaysSo() {
    assertThat(Amount.read("1,234.56", '.')).isEqualTo("1234.56");
    assertThat(Amount.read("1.234,56", '.')).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "NL91 ABNA 0417 1643 00, NL91ABNA0417164300, ",
    "nl91abna0417164300, NL91ABNA0417164300, ",
    "BE71 0961 2345 6769, BE71096123456769, ",
    "NL92ABNA0417164300, , check digits 91",
    "417164300, , an IBAN instead of the old account number",
    "XX00, , an IBAN of ISO 13616",
    "NL91ABNA04171643, , an IBAN of ISO 13616"
  })
  void accountNumbersAreCheckedAndTheRightDigitNamed(
      String delivered, String read, String expected) {
    var result = check("iban", delivered, read, Reason.WRONG_IBAN);
    assertThat(result.stream().map(Problem::expected).findFirst().orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "06-12345678, +31612345678",
    "+31 (0)6 12345678, +31612345678",
    "0031612345678, +31612345678",
    "020 123 4567, +31201234567",
    "+32 470 12 34 56, +32470123456",
    "0612345, ",
    "0900 1234, ",
    "06 - zie notitie, ",
    "=HYPERLINK(1), "
  })
  void phoneNumbersAreThoseOnWhichAPersonCanBeCalled(String delivered, String read) {
    check("phone", delivered, read, Reason.WRONG_PHONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jan@example.nl|jan@example.nl",
        "'jan@example.nl '|jan@example.nl",
        "o'brien+x@mail.example.nl|o'brien+x@mail.example.nl",
        "jan@bücher.example|jan@bücher.example",
        "a@b|",
        "jan@example.nl, piet@example.nl|",
        "jan@@example.nl|",
        "Jan <jan@example.nl>|",
        "onbekend@|",
        "jan@.nl|"
      })
  void anEmailAddressIsOneAddress(String delivered, String read) {
    check("email", delivered, read, Reason.WRONG_EMAIL);
  }

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

  @ParameterizedTest
  @CsvSource({"Nederland, NL", "nl, NL", "NLD, NL", "Belgium, BE", "België, BE", "Atlantis,"})
  void countriesAreKnownByCodeAndName(String delivered, String read) {
    check("country", delivered, read, Reason.WRONG_COUNTRY);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "31, 31", "0,", "32,", "-1,", "3.5,", "1e1,"})
  void aBillingDayIsADayOfTheMonth(String delivered, String read) {
    check("billing_day", delivered, read, Reason.WRONG_BILLING_DAY);
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "-3, -3", "007, 7", "12.0,", "1E9,", "9999999999999999999,"})
  void numbersAreWhole(String delivered, String read) {
    check("months_customer", delivered, read, Reason.WRONG_NUMBER);
  }

  @ParameterizedTest
  @CsvSource({
    "29-03-2026 01:30, 2026-03-29T01:30:00+01:00, ",
    "29-03-2026 02:30, 2026-03-29T02:30:00+01:00, CLOCK_GAP",
    "29-03-2026 03:30, 2026-03-29T03:30:00+02:00, ",
    "25-10-2026 02:30, 2026-10-25T02:30:00+02:00, ",
    "01-11-2026 09:00, 2026-11-01T09:00:00+01:00, AFTER_EXTRACT"
  })
  void momentsWithoutAZoneAreThoseOfAmsterdam(String delivered, String read, Reason reason) {
    check("occurred_at", delivered, read, reason);
  }

  @Test
  void aMomentKeepsTheOffsetItWasWrittenWith() {
    var form = DateForm.of("yyyy-MM-ddTHH:mm:ssX");

    assertThat(form.read("2023-06-05T12:00:00-05:00")).isTrue();
    assertThat(form.moment()).isEqualTo("2023-06-05T12:00:00-05:00");
    assertThat(Instant.ofEpochSecond(form.epochSecond())).isEqualTo("2023-06-05T17:00:00Z");
    assertThat(form.read("2023-06-05T12:00:00Z")).isTrue();
    assertThat(form.moment()).isEqualTo("2023-06-05T12:00:00+00:00");
    assertThat(form.read("2023-06-05T12:00:00")).isFalse();
    assertThat(form.read("2023-06-05T24:00:00Z")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dd-MM", "yyyy", "dd-dd-yyyy", "", "dd-MM-yy"})
  void aDateFormNamesYearMonthAndDay(String pattern) {
    assertThatThrownBy(() -> DateForm.of(pattern)).isInstanceOf(RuleBroken.class);
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

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasWordsInBothLanguages(Reason reason) {
    assertThat(reason.textIn(Locale.ENGLISH)).isNotBlank();
    assertThat(reason.textIn(Locale.forLanguageTag("nl")))
        .isNotBlank()
        .isNotEqualTo(reason.textIn(Locale.ENGLISH));
  }

  private List<Problem> check(String field, String delivered, String read, Reason reason) {
    var problems = new ArrayList<Problem>();
    var entity =
        java.util.Arrays.stream(Entity.values())
            .filter(
                candidate -> candidate.fields().stream().anyMatch(f -> f.column().equals(field)))
            .findFirst()
            .orElseThrow();
    var reader =
        new ValueReader(
            entity.field(field),
            target(entity, field),
            EXTRACT,
            (target, why, expected, raw) ->
                problems.add(new Problem(1, target.column(), why, expected, raw)));

    assertThat(reader.read(delivered, false)).isEqualTo(read);
    var isOdd = reason != null && (read == null || reason.ordinal() > 0 && keepsValue(reason));
    assertThat(problems.stream().map(Problem::reason).toList())
        .isEqualTo(isOdd ? List.of(reason) : List.of());
    return problems;
  }

  private static boolean keepsValue(Reason reason) {
    return List.of(Reason.UNDER_AGE, Reason.CLOCK_GAP, Reason.AFTER_EXTRACT).contains(reason);
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
      columns.add(column(header, target(entity, field.column())));
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

  private static Mapping.Target target(Entity entity, String column) {
    var field = entity.field(column);
    return switch (field.type()) {
      case DATE -> Mapping.Target.dated(column, "dd-MM-yyyy");
      case MOMENT -> Mapping.Target.dated(column, "dd-MM-yyyy HH:mm");
      case AMOUNT -> Mapping.Target.amount(column, ",");
      case CODE -> Mapping.Target.coded(column, Map.of());
      default -> Mapping.Target.plain(column);
    };
  }
}
