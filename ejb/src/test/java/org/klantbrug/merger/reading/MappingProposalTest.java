package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.klantbrug.merger.Entity;
import org.klantbrug.shared.RuleBroken;

class MappingProposalTest {
  private static final Instant EXTRACT = Instant.parse("2026-10-31T22:00:00Z");
  private static final Path REFERENCE = Path.of("../../shared/data/reference_merger");

  @TempDir Path folder;

  @Test
  void proposesForDutchCustomers() throws IOException {
    var proposal =
        propose(
            Entity.CUSTOMER,
            "Klantnr;Voorletters;Tussenvoegsel;Achternaam;Geslacht;Geboortedatum;Huisnr;Postcode;IBAN;Reclame;Schoenmaat",
            "NL-1;J.;van de;Berg;V;30-09-1984;12 a-hs II;1234 AB;NL91ABNA0417164300;ja;43",
            "NL-2;K.;;Vos;M;02-01-1990;3;1235AC;;nee;41");

    assertThat(feeds(proposal))
        .containsEntry("Klantnr", List.of("source_key"))
        .containsEntry("Tussenvoegsel", List.of("prefix"))
        .containsEntry("Geboortedatum", List.of("birth_date"))
        .containsEntry("Huisnr", List.of("house_number"))
        .containsEntry("IBAN", List.of("iban"))
        .containsEntry("Schoenmaat", List.of());
    assertThat(column(proposal, "Schoenmaat").mapping().use()).isEqualTo(Mapping.Use.UNDECIDED);
    assertThat(target(proposal, "Geslacht").values())
        .containsEntry("V", "F")
        .containsEntry("M", "M");
    assertThat(target(proposal, "Geboortedatum").dateFormat()).isEqualTo("dd-MM-yyyy");
  }

  @Test
  void whoWantsAdvertisingHasNotOptedOut() throws IOException {
    var proposal = propose(Entity.CUSTOMER, "Klantnr;Reclame", "1;ja", "2;nee");
    assertThat(target(proposal, "Reclame").values())
        .containsEntry("ja", "NO")
        .containsEntry("nee", "YES");

    var other = propose(Entity.CUSTOMER, "Klantnr;Geen reclame", "1;ja", "2;nee");
    assertThat(target(other, "Geen reclame").values())
        .containsEntry("ja", "YES")
        .containsEntry("nee", "NO");
  }

  @Test
  void showsValuesThatFailAndIsLessSureForThem() throws IOException {
    var proposal =
        propose(
            Entity.CUSTOMER,
            "Klantnr;Geboortedatum",
            "1;30-09-1984",
            "2;31-02-1984",
            "3;01-01-1980",
            "4;02-01-1980");
    var column = column(proposal, "Geboortedatum");

    assertThat(column.failing()).containsExactly("31-02-1984");
    assertThat(column.passing()).hasSize(3);
    assertThat(column.confidence()).isEqualTo(0.85);
    assertThat(column(proposal, "Klantnr").confidence()).isEqualTo(1);
  }

  @Test
  void recognisesAccountsAndMailByTheirValues() throws IOException {
    var proposal =
        propose(
            Entity.CUSTOMER, "Klantnr;Kolom7;Kolom8", "1;NL91ABNA0417164300;jan@example.nl", "2;;");

    assertThat(feeds(proposal))
        .containsEntry("Kolom7", List.of("iban"))
        .containsEntry("Kolom8", List.of("email"));
    assertThat(column(proposal, "Kolom7").confidence()).isLessThan(0.6);
  }

  @Test
  void anEmptyColumnOfAnUnknownNameIsLeftToAPerson() throws IOException {
    var proposal = propose(Entity.CUSTOMER, "Klantnr;Kolom7", "1;", "2;");

    assertThat(column(proposal, "Kolom7").mapping().use()).isEqualTo(Mapping.Use.UNDECIDED);
  }

  @Test
  void amountsAreReadWithTheSignTheyAreWrittenWith() throws IOException {
    var point = propose(Entity.INVOICE, "Factuurnr;Klantnr;Bedrag", "1;2;1,234.56", "2;2;10.50");
    var comma = propose(Entity.INVOICE, "Factuurnr;Klantnr;Bedrag", "1;2;1.234,56", "2;2;10,50");

    assertThat(target(point, "Bedrag").decimalSign()).isEqualTo(".");
    assertThat(target(comma, "Bedrag").decimalSign()).isEqualTo(",");
  }

  @Test
  void aColumnCanFeedTwoFieldsButOnlyIfItsValuesSaySo() throws IOException {
    var header = "ContactId;Klantnr;Datum;Afhandeling";
    var both =
        propose(
            Entity.CONTACT,
            header,
            "1;2;01-02-2026 10:00;In progress",
            "2;2;01-02-2026 11:00;Closed with relief");
    var one =
        propose(
            Entity.CONTACT,
            header,
            "1;2;01-02-2026 10:00;Uitgelegd",
            "2;2;01-02-2026 11:00;Opgelost");

    assertThat(feeds(both).get("Afhandeling"))
        .containsExactlyInAnyOrder("outcome", "complaint_state");
    assertThat(feeds(one).get("Afhandeling")).containsExactly("outcome");
  }

  @Test
  void aMappingSurvivesItsJson() throws IOException {
    var mapping = propose(Entity.CUSTOMER, "Klantnr;Geslacht", "1;V", "2;M").mapping();

    assertThat(Mapping.ofJson(mapping.toJson())).isEqualTo(mapping);
    assertThatThrownBy(() -> Mapping.ofJson("{}x")).isInstanceOf(RuleBroken.class);
  }

  @Test
  void aMappingIsRefusedForAFileWithOtherColumns() throws IOException {
    var mapping = propose(Entity.CUSTOMER, "Klantnr;Geslacht", "1;V").mapping();

    assertThatThrownBy(() -> mapping.checkFor(List.of("Geslacht", "Klantnr")))
        .hasMessageContaining("other columns");
    assertThatThrownBy(() -> mapping.checkFor(List.of("Klantnr", "Sexe")))
        .hasMessageContaining("In the file only: Sexe. In the mapping only: Geslacht.");
  }

  @Test
  void aMappingIsRefusedWhileSomethingIsUndecidedMissingOrTwice() throws IOException {
    refused("mapping.undecided", propose(Entity.CUSTOMER, "Klantnr;Schoenmaat", "1;43").mapping());
    refused(
        "mapping.required",
        new Mapping(Entity.CUSTOMER, List.of(feeding("A", Mapping.Target.plain("city")))));
    refused(
        "mapping.field-twice",
        new Mapping(
            Entity.CUSTOMER,
            List.of(
                feeding("A", Mapping.Target.plain("source_key")),
                feeding("B", Mapping.Target.plain("source_key")))));
    refused(
        "mapping.unknown-field",
        new Mapping(Entity.CUSTOMER, List.of(feeding("A", Mapping.Target.plain("shoe_size")))));
    refused(
        "mapping.unknown-code",
        new Mapping(
            Entity.CUSTOMER, List.of(feeding("A", Mapping.Target.coded("sex", Map.of("V", "Q"))))));
    refused(
        "mapping.date-format",
        new Mapping(Entity.CUSTOMER, List.of(feeding("A", Mapping.Target.plain("birth_date")))));
    refused(
        "mapping.decimal-sign",
        new Mapping(Entity.INVOICE, List.of(feeding("A", Mapping.Target.plain("amount")))));
  }

  @Test
  void proposesRightForTheAcquirersCustomers() throws IOException {
    var proposal = reference("acquirer_customers.csv", Entity.CUSTOMER);

    assertThat(feeds(proposal))
        .containsExactly(
            Map.entry("customer_no", List.of("source_key")),
            Map.entry("given_name", List.of("given_name")),
            Map.entry("surname", List.of("family_name")),
            Map.entry("street_number", List.of("house_number")),
            Map.entry("address_1", List.of("street")),
            Map.entry("address_2", List.of("address_line")),
            Map.entry("suburb", List.of("city")),
            Map.entry("postcode", List.of("postcode")),
            Map.entry("state", List.of("region")),
            Map.entry("date_of_birth", List.of("birth_date")));
    assertThat(target(proposal, "date_of_birth").dateFormat()).isEqualTo("yyyyMMdd");
    assertThat(column(proposal, "postcode").failing()).isEmpty();
  }

  @Test
  void proposesRightForTheAcquiredCustomers() throws IOException {
    var proposal = reference("acquired_klanten.csv", Entity.CUSTOMER);

    assertThat(feeds(proposal))
        .containsExactly(
            Map.entry("Klantnr", List.of("source_key")),
            Map.entry("Voornaam", List.of("given_name")),
            Map.entry("Achternaam", List.of("family_name")),
            Map.entry("Huisnr", List.of("house_number")),
            Map.entry("Straat", List.of("street")),
            Map.entry("Adresregel2", List.of("address_line")),
            Map.entry("Plaats", List.of("city")),
            Map.entry("Postcode", List.of("postcode")),
            Map.entry("Regio", List.of("region")),
            Map.entry("Geboortedatum", List.of("birth_date")));
    assertThat(target(proposal, "Geboortedatum").dateFormat()).isEqualTo("dd-MM-yyyy");
  }

  @Test
  void proposesRightForTheAcquiredContracts() throws IOException {
    var proposal = reference("acquired_contracten.csv", Entity.CONTRACT);

    assertThat(feeds(proposal))
        .containsExactly(
            Map.entry("Klantnr", List.of("customer_key")),
            Map.entry("Contractnr", List.of("source_key")),
            Map.entry("Contractvorm", List.of("term")),
            Map.entry("Internet", List.of("internet")),
            Map.entry("Telefonie", List.of("telephony")),
            Map.entry("Betaalwijze", List.of("payment_method")),
            Map.entry("Maandbedrag", List.of("monthly_amount")),
            Map.entry("TotaalGefactureerd", List.of("total_invoiced")),
            Map.entry("MaandenKlant", List.of("months_customer")),
            Map.entry("Factuurdag", List.of("billing_day")),
            Map.entry("Papierloos", List.of("paperless")));
    assertThat(target(proposal, "Maandbedrag").decimalSign()).isEqualTo(",");
  }

  @Test
  void proposesRightForTheAcquiredContacts() throws IOException {
    var proposal = reference("acquired_contactmomenten.csv.gz", Entity.CONTACT);

    assertThat(feeds(proposal))
        .containsExactly(
            Map.entry("ContactId", List.of("source_key")),
            Map.entry("Klantnr", List.of("customer_key")),
            Map.entry("Datum", List.of("occurred_at")),
            Map.entry("Kanaal", List.of("channel")),
            Map.entry("Onderwerp", List.of("subject")),
            Map.entry("Subonderwerp", List.of("sub_subject")),
            Map.entry("Product", List.of("product")),
            Map.entry("Tekst", List.of("text")),
            Map.entry("Afhandeling", List.of("outcome", "complaint_state")),
            Map.entry("Tijdig", List.of("in_time")));
    assertThat(target(proposal, "Datum").dateFormat()).isEqualTo("yyyy-MM-ddTHH:mm:ssX");
    assertThat(target(proposal, "Kanaal").values())
        .containsOnly(
            Map.entry("Web", "WEB_APP"),
            Map.entry("Phone", "PHONE"),
            Map.entry("Postal mail", "LETTER"),
            Map.entry("Referral", "REFERRAL"),
            Map.entry("Web Referral", "REFERRAL"));
    assertThat(column(proposal, "Afhandeling").mapping().targets().get(1).values())
        .containsEntry("In progress", "OPEN")
        .containsEntry("Closed with explanation", "CLOSED");
    assertThat(target(proposal, "Tijdig").values())
        .containsOnly(Map.entry("Yes", "YES"), Map.entry("No", "NO"));
  }

  private static MappingProposal reference(String name, Entity entity) throws IOException {
    var file = REFERENCE.resolve(name);
    assumeThat(file).exists();
    return MappingProposal.of(file, FileForm.of(file), entity, EXTRACT);
  }

  private MappingProposal propose(Entity entity, String... lines) throws IOException {
    var file = folder.resolve("delivered.csv");
    Files.writeString(file, String.join("\n", lines), StandardCharsets.UTF_8);
    return MappingProposal.of(file, FileForm.of(file), entity, EXTRACT);
  }

  private static Map<String, List<String>> feeds(MappingProposal proposal) {
    var feeds = new LinkedHashMap<String, List<String>>();
    for (var column : proposal.columns()) {
      feeds.put(
          column.mapping().source(),
          column.mapping().targets().stream().map(Mapping.Target::column).toList());
    }
    return feeds;
  }

  private static MappingProposal.Column column(MappingProposal proposal, String source) {
    return proposal.columns().stream()
        .filter(column -> column.mapping().source().equals(source))
        .findFirst()
        .orElseThrow();
  }

  private static Mapping.Target target(MappingProposal proposal, String source) {
    return column(proposal, source).mapping().targets().get(0);
  }

  private static Mapping.Column feeding(String source, Mapping.Target target) {
    return new Mapping.Column(source, Mapping.Use.FIELDS, List.of(target));
  }

  private static void refused(String key, Mapping mapping) {
    var header = mapping.columns().stream().map(Mapping.Column::source).toList();
    assertThatThrownBy(() -> mapping.checkFor(header))
        .isInstanceOfSatisfying(RuleBroken.class, rule -> assertThat(rule.key()).isEqualTo(key));
  }
}
