package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.klantbrug.cli.generate.DeliveredValues.amount;
import static org.klantbrug.cli.generate.DeliveredValues.byKey;
import static org.klantbrug.cli.generate.DeliveredValues.dutchDay;
import static org.klantbrug.cli.generate.DeliveredValues.file;
import static org.klantbrug.cli.generate.DeliveredValues.hasRealDays;
import static org.klantbrug.cli.generate.DeliveredValues.isRightIban;
import static org.klantbrug.cli.generate.DeliveredValues.sum;
import static org.klantbrug.cli.generate.DeliveredValues.values;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.merger.Entity;

/** The files of a generated merger: their form, their bytes and how they belong together. */
class MergerFilesTest {
  private static final List<String> CHILDREN =
      List.of(
          "acquired_contracten.csv",
          "acquired_rollen.csv",
          "acquired_facturen.csv",
          "acquired_betalingsregelingen.csv",
          "acquired_machtigingen.csv",
          "acquired_beloften.csv",
          "acquired_documenten.csv",
          "acquired_klachten.csv",
          Delivered.CONTACTS);

  @TempDir static Path directory;
  private static Delivered clean;

  @BeforeAll
  static void makesOneCleanMerger() throws Exception {
    clean = Delivered.of(directory, 2_000, 8_000, .4, 0);
  }

  @Test
  void theSameSeedGivesTheSameBytesUnderAnotherLanguageAndTimeZone(@TempDir Path other)
      throws Exception {
    var language = Locale.getDefault();
    var zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));

      var again = Delivered.of(other, 2_000, 8_000, .4, 0);

      assertThat(again.fingerprints()).hasSize(14).isEqualTo(clean.fingerprints());
    } finally {
      Locale.setDefault(language);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void theBytesAreThoseOfEveryOtherMachine(@TempDir Path other) throws Exception {
    var prints = Delivered.of(other, 60, 200, .4, .01).fingerprints();

    assertThat(prints)
        .as("When the generator was changed on purpose, these change with it")
        .containsEntry(
            "acquirer_customers.csv",
            "04fd3ed8493734aefb11f81080140cdcfac2482a5381cb64c3343086ccadf3e8")
        .containsEntry(
            "acquired_klanten.csv",
            "1f1b87875a2cd0ba59e0dd321b162189573ba74f0fa8b8d65621823cc6f00983")
        .containsEntry(
            "acquired_controletotalen.csv",
            "14c0996269803ac347d76e7b99ba8c70da65c1c3d265101cc475b078e1508b58")
        .containsEntry(
            Delivered.CONTACTS, "733945ddce5fc3b9c77d81c73a97c4f0aef4c9ddc7fb2d8cfc2eb1edd126e01a");
  }

  @Test
  void anotherSeedGivesOtherPeople(@TempDir Path other) throws Exception {
    MergerFiles.write(new MergerSize(100, 100, .4, 12, 0, Delivered.AS_OF), other);
    var lines = new Delivered(other).lines("acquired_klanten.csv");

    assertThat(lines.get(0)).isNotEqualTo(clean.lines("acquired_klanten.csv").get(0));
  }

  @Test
  void theAcquirerDeliversCommasAndCompactDays() throws Exception {
    assertThat(clean.text("acquirer_customers.csv"))
        .startsWith(
            "customer_no,given_name,surname,street_number,address_1,address_2,suburb,postcode,"
                + "state,date_of_birth,email,phone,iban\r\n");
    assertThat(clean.lines("acquirer_customers.csv"))
        .hasSize(2_000)
        .allSatisfy(line -> assertThat(line.get("date_of_birth")).matches("(\\d{8})?"))
        .allSatisfy(line -> assertThat(line.get("customer_no")).matches("[1-9]\\d{7}"));
  }

  @Test
  void theAcquiredCompanyDeliversSemicolonsAndDutchHeaders() throws Exception {
    assertThat(clean.text("acquired_klanten.csv"))
        .startsWith(
            "Klantnr;Voornaam;Achternaam;Huisnr;Straat;Adresregel2;Plaats;Postcode;Regio;"
                + "Geboortedatum;Tussenvoegsel;Huisnummertoevoeging;Email;Telefoon;IBAN;Geslacht;"
                + "Bijzonderheid;Reclame;");
    assertThat(clean.text("acquired_contracten.csv"))
        .startsWith(
            "Klantnr;Contractnr;Contractvorm;Internet;Telefonie;Betaalwijze;Maandbedrag;"
                + "TotaalGefactureerd;MaandenKlant;Factuurdag;Papierloos;");
    assertThat(clean.text(Delivered.CONTACTS))
        .startsWith(
            "ContactId;Klantnr;Datum;Kanaal;Onderwerp;Subonderwerp;Product;Tekst;Afhandeling;"
                + "Tijdig;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acquirer_customers.csv", "acquired_klanten.csv", "truth.csv"})
  void everyLineEndsInCarriageReturnAndLineFeed(String name) throws Exception {
    var text = clean.text(name);

    assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    assertThat(text).endsWith("\r\n");
  }

  @Test
  void namesKeepTheirDiacriticsInBothCharsets() throws Exception {
    assertThat(clean.text("acquirer_customers.csv")).contains("ë");
    assertThat(clean.text("acquired_klanten.csv")).contains("ë");
  }

  @Test
  void contactTextsHoldNewLinesQuotesAndSeparators() throws Exception {
    var texts = values(clean.lines(Delivered.CONTACTS), "Tekst");

    assertThat(texts)
        .hasSize(8_000)
        .anyMatch(text -> text.contains("\n"))
        .anyMatch(text -> text.contains("\""))
        .anyMatch(text -> text.contains(";"))
        .contains("");
  }

  @Test
  void controlTotalsEqualWhatAPlainReaderAddsUp(@TempDir Path other) throws Exception {
    var dirty = Delivered.of(other, 800, 1_000, .4, .05);
    var totals = dirty.lines("acquired_controletotalen.csv");

    assertThat(totals)
        .hasSize(13)
        .allSatisfy(
            total -> {
              var lines = dirty.lines(file(total.get("Soort")));
              assertThat(total.get("Aantal")).isEqualTo(Integer.toString(lines.size()));
              if (!total.get("Kolom").isEmpty()) {
                assertThat(amount(total.get("Bedrag"))).isEqualTo(sum(lines, total.get("Kolom")));
              }
            });
    assertThat(values(totals, "Kolom"))
        .contains("Maandbedrag", "TotaalGefactureerd", "Bedrag", "OpenstaandBedrag");
  }

  @Test
  void everyKindOfRecordThatCanBeTransferredHasAFile() throws Exception {
    assertThat(values(clean.lines("acquired_controletotalen.csv"), "Soort").stream().distinct())
        .hasSameSizeAs(Entity.values());
  }

  @Test
  void noDirtMeansNoLineThatCannotBe() throws Exception {
    for (var name : CHILDREN) {
      assertThat(clean.lines(name)).as(name).isNotEmpty().allMatch(line -> !isDirty(line));
    }
    assertThat(clean.lines("acquired_klanten.csv")).allMatch(line -> hasRealDays(line.values()));
    assertThat(clean.lines("acquirer_customers.csv")).allMatch(line -> hasRealDays(line.values()));
  }

  @Test
  void theShareOfDirtIsTheShareOfLinesThatCannotBe(@TempDir Path other) throws Exception {
    var dirty = Delivered.of(other, 2_000, 8_000, .4, .05);

    for (var name :
        List.of("acquired_contracten.csv", "acquired_facturen.csv", Delivered.CONTACTS)) {
      var lines = dirty.lines(name);
      long unknown = lines.stream().filter(line -> !isCustomer(line)).count();
      long days = lines.stream().filter(line -> !hasRealDays(line.values())).count();

      assertThat((unknown + days) / (double) lines.size()).as(name).isCloseTo(.05, within(.01));
      assertThat(unknown).as(name).isPositive();
      assertThat(days).as(name).isPositive();
    }
    var customers = dirty.lines("acquired_klanten.csv");
    long spoiled = customers.stream().filter(MergerFilesTest::isSpoiledCustomer).count();
    assertThat(spoiled / 2_000.0).isCloseTo(.05, within(.015));
  }

  @Test
  void runsThatDifferInDirtAloneDifferInTheSpoiledLinesAlone(@TempDir Path other) throws Exception {
    var dirty = Delivered.of(other, 2_000, 8_000, .4, .05);
    var before = clean.lines("acquired_facturen.csv");
    var after = dirty.lines("acquired_facturen.csv");

    long changed =
        IntStream.range(0, before.size()).filter(i -> !before.get(i).equals(after.get(i))).count();

    assertThat(after).hasSameSizeAs(before);
    assertThat(changed / (double) before.size()).isCloseTo(.05, within(.01));
  }

  @Test
  void keysAreUniqueInEachFile() throws Exception {
    for (var name : CHILDREN) {
      int key = name.equals("acquired_contracten.csv") ? 1 : 0;
      var header = clean.headers(name).get(key);
      assertThat(values(clean.lines(name), header)).as(name).doesNotHaveDuplicates();
    }
  }

  @Test
  void arrangementsBelongToInvoicesWithTheSameDebt() throws Exception {
    var invoices = byKey(clean.lines("acquired_facturen.csv"), "Factuurnr");

    assertThat(clean.lines("acquired_betalingsregelingen.csv"))
        .isNotEmpty()
        .allSatisfy(
            arrangement -> {
              var invoice = invoices.get(arrangement.get("Factuurnr"));
              var paid =
                  amount(arrangement.get("Termijnbedrag"))
                      .multiply(new BigDecimal(arrangement.get("BetaaldeTermijnen")));
              assertThat(invoice.get("Bedrag")).isEqualTo(arrangement.get("Bedrag"));
              assertThat(amount(invoice.get("OpenstaandBedrag")))
                  .isPositive()
                  .isEqualTo(amount(invoice.get("Bedrag")).subtract(paid));
            });
  }

  @Test
  void everyOpenComplaintIsAContactOfTheSameCustomer() throws Exception {
    var contacts = byKey(clean.lines(Delivered.CONTACTS), "ContactId");

    assertThat(clean.lines("acquired_klachten.csv"))
        .isNotEmpty()
        .allSatisfy(
            complaint -> {
              var contact = contacts.get(complaint.get("Klachtnr").substring(2));
              assertThat(contact)
                  .containsEntry("Klachtstatus", "Open")
                  .containsEntry("Klantnr", complaint.get("Klantnr"))
                  .containsEntry("Tekst", complaint.get("Omschrijving"));
            });
  }

  @Test
  void nobodyMadeContactBeforeBecomingACustomer() throws Exception {
    var customers = byKey(clean.lines("acquired_klanten.csv"), "Klantnr");

    assertThat(clean.lines(Delivered.CONTACTS))
        .allSatisfy(
            contact ->
                assertThat(OffsetDateTime.parse(contact.get("Datum")).toLocalDate())
                    .isAfterOrEqualTo(
                        dutchDay(customers.get(contact.get("Klantnr")).get("KlantSinds"))));
  }

  @Test
  void theDemonstrationIsAlwaysTheSame(@TempDir Path first, @TempDir Path second) throws Exception {
    DemonstrationData.write(first.resolve("made"));
    DemonstrationData.write(second);

    var made = new Delivered(first.resolve("made"));
    assertThat(made.fingerprints()).isEqualTo(new Delivered(second).fingerprints());
    assertThat(made.lines("acquired_klanten.csv")).hasSize(250);
    assertThat(made.lines(Delivered.CONTACTS)).hasSize(1_500);
    assertThat(made.lines("truth.csv")).hasSize(100);
    assertThat(made.lines("acquired_klachten.csv")).isNotEmpty();
  }

  @Test
  void oneCustomerAndNoContactsIsAMergerToo(@TempDir Path other) throws Exception {
    var merger = Delivered.of(other, 1, 0, 1, 0);

    assertThat(merger.lines("truth.csv")).hasSize(1);
    assertThat(Files.size(other.resolve(Delivered.CONTACTS))).isPositive();
    assertThat(merger.lines(Delivered.CONTACTS)).isEmpty();
  }

  private static boolean isDirty(Map<String, String> line) {
    return !isCustomer(line) || !hasRealDays(line.values());
  }

  /** Customer numbers of the 2,000 customers run from NL-900001 in steps of three. */
  private static boolean isCustomer(Map<String, String> line) {
    int number = Integer.parseInt(line.get("Klantnr").substring(3)) - 900_001;
    return number >= 0 && number % 3 == 0 && number / 3 < 2_000;
  }

  private static boolean isSpoiledCustomer(Map<String, String> line) {
    var iban = line.get("IBAN");
    return (!iban.isEmpty() && !isRightIban(iban))
        || line.get("Telefoon").contains("notitie")
        || !hasRealDays(Set.of(line.get("Geboortedatum")));
  }
}
