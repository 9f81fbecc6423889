package org.klantbrug.privacy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.klantbrug.privacy.Dossiers;
import org.klantbrug.shared.web.Texts;

/** A dossier on paper: a customer who knows nothing of our systems can read it. */
class DossierPaperTest {
  private static final String NASTY =
      "<script>alert(1)</script> <img src=\"file:///etc/passwd\"/> ${7*7} #{1+1} & \u0001 Zoë";

  /** What only a machine says: codes, moments of a database, keys. */
  private static final Pattern RAW =
      Pattern.compile("[A-Z]{3,}_[A-Z]{2,}|\\dT\\d\\d:|\\b(true|false|null)\\b|\\bSleutel\\b");

  private static Dossiers.Part part(String table, Map<String, Object>... rows) {
    return new Dossiers.Part(table, Stream.of(rows).map(LinkedHashMap::new).toList());
  }

  @SuppressWarnings("unchecked")
  private static Dossiers.Paper dossier() {
    return new Dossiers.Paper(
        new Dossiers.Dossier(
            "K10000018",
            Instant.parse("2026-11-23T15:04:13Z"),
            List.of(
                part(
                    "customer_identity",
                    Map.of(
                        "id",
                        18,
                        "source_key",
                        "10000119",
                        "email",
                        "r.visman@example.com",
                        "city",
                        "Duinrade"),
                    Map.of("id", 493, "source_key", "NL-900727", "email", "oud@example.nl")),
                part(
                    "customer_party",
                    Map.of(
                        "number",
                        "K10000018",
                        "given_name",
                        "Ruben",
                        "family_name",
                        "Visman",
                        "street",
                        "Graaf Florisweg",
                        "house_number",
                        "60",
                        "postcode",
                        "1878 BC",
                        "city",
                        "Duinrade",
                        "preferred_channel",
                        "NONE",
                        "marketing_opt_out",
                        "NO")),
                part(
                    "customer_party_link",
                    Map.of(
                        "identity_id",
                        18,
                        "reason",
                        "SAME_CUSTOMER",
                        "linked_at",
                        "2026-11-23T14:42:22.890728+00:00")),
                part(
                    "customer_identity_check",
                    Map.of(
                        "at",
                        "2026-11-23T14:49:21.632111+00:00",
                        "purpose",
                        "CUSTOMER_CONTACT",
                        "question",
                        "BIRTH_DATE",
                        "how",
                        "ANSWERED",
                        "recognised",
                        true)),
                part(
                    "contract_invoice",
                    Map.of(
                        "source_key",
                        "F2026000004368",
                        "issued_on",
                        "2026-11-20",
                        "amount",
                        1067.0,
                        "state",
                        "PARTLY_PAID"),
                    Map.of(
                        "source_key",
                        "F2026000004356",
                        "issued_on",
                        "2026-09-20",
                        "amount",
                        38.9,
                        "state",
                        "WRITTEN_OFF")),
                part("contact_question", Map.of("topic", "BILL", "answer", "NOT_FOUND")),
                part("complaint_complaint", Map.of("number", "K2026-000001", "text", NASTY)),
                part(
                    "audit_event",
                    Map.of(
                        "at",
                        "2026-11-23T14:44:32.283918+00:00",
                        "action",
                        "customerOpened",
                        "purpose",
                        "CUSTOMER_CONTACT")),
                part("sla_event", Map.of("kind", "MET", "at", "2026-11-23T14:54:30.44842+00:00")),
                part(
                    "merger_staged_customer",
                    Map.of("source_key", "NL-900727", "email", "oud@example.nl")))),
        "Zonnet",
        Map.of(18L, "Zonnet", 493L, "Zuidkabel"));
  }

  private static byte[] paper(String language) {
    var texts =
        new Texts() {
          @Override
          public Locale locale() {
            return Locale.forLanguageTag(language);
          }
        };
    var words = new PaperWords(texts, new PrivacyWords(texts));
    return new DossierPaper(words, "klantenservice@zonnet.example").pdf(dossier());
  }

  private static String read(String language) throws IOException {
    try (var pdf = Loader.loadPDF(paper(language))) {
      return new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00a0]+", " ");
    }
  }

  @Test
  void beginsAsALetterThatSaysWhoWeAreForWhomItIsAndWhatHisRightsAre() throws IOException {
    assertThat(read("nl"))
        .contains(
            "Zonnet Ruben Visman Graaf Florisweg 60 1878 BC Duinrade",
            "Datum: 23 november 2026",
            "Klantnummer: K10000018",
            "Beste Ruben Visman,",
            "artikel 15 van de AVG",
            "artikel 12, lid 3",
            "Autoriteit Persoonsgegevens",
            "klantenservice@zonnet.example");
    assertThat(read("en"))
        .contains("23 November 2026", "Dear Ruben Visman,", "article 12(3)", "Your rights");
  }

  @Test
  void saysCodesAmountsAndMomentsInHisLanguage() throws IOException {
    assertThat(read("nl"))
        .contains(
            "23 november 2026 om 15:49",
            "20 november 2026",
            "€ 1.067,00",
            "Geen voorkeur",
            "Herkend Ja",
            "Bedrijf Zuidkabel");
    assertThat(read("en")).contains("23 November 2026 at 15:49", "1,067.00", "Yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  void holdsNothingThatOnlyAMachineSays(String language) throws IOException {
    assertThat(RAW.matcher(read(language)).results().map(found -> found.group())).isEmpty();
  }

  @Test
  void tellsInTheOrderOfTimeAndNothingTwice() throws IOException {
    assertThat(read("nl")).containsSubsequence("F2026000004356", "F2026000004368");
    assertThat(read("nl").split("oud@example\\.nl", -1)).as("once").hasSize(2);
    assertThat(read("nl").split("Plaats Duinrade", -1)).as("once").hasSize(2);
  }

  @Test
  void whatACustomerWroteStandsThereAsHeWroteIt() throws IOException {
    assertThat(read("nl").replaceAll("\\s", ""))
        .contains("<script>alert(1)</script>", "${7*7}#{1+1}&", "Zoë")
        .doesNotContain("root:");
  }

  @Test
  void isForReadingAloudAndCarriesItsFont() throws IOException {
    try (var pdf = Loader.loadPDF(paper("nl"))) {
      var catalog = pdf.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getLanguage()).isEqualTo("nl");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Uw gegevens bij Zonnet");
      assertThat(embedded(pdf)).isTrue();
    }
  }

  private static boolean embedded(PDDocument pdf) throws IOException {
    var resources = pdf.getPage(0).getResources();
    for (var name : resources.getFontNames()) {
      if (!resources.getFont(name).isEmbedded()) {
        return false;
      }
    }
    return resources.getFontNames().iterator().hasNext();
  }
}
