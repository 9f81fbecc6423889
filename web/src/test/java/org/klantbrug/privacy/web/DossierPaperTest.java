package org.klantbrug.privacy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.klantbrug.privacy.Dossiers;

/** A dossier on paper. */
class DossierPaperTest {
  private static final String NASTY =
      "<script>alert(1)</script> <img src=\"file:///etc/passwd\"/> ${7*7} #{1+1} & \u0001 Zoë";

  private static byte[] paper() {
    var row = new LinkedHashMap<String, Object>();
    row.put("email", "sara@example.org");
    row.put("text", NASTY);
    row.put("phone", null);
    var part = new Dossiers.Part("complaint_complaint", List.of(row));
    var dossier = new Dossiers.Dossier("K10000001", Instant.EPOCH, List.of(part));
    return new DossierPaper(
            new PlainWords(),
            Map.of(
                "title", "Klant K10000001", "about", "Alles", "made", "Nu", "leftOut", "Anderen"),
            "nl")
        .pdf(dossier);
  }

  private static final class PlainWords extends PrivacyWords {
    @Override
    public String place(String table) {
      return table;
    }

    @Override
    public String column(String column) {
      return column;
    }
  }

  @Test
  void whatACustomerWroteStandsThereAsHeWroteIt() throws IOException {
    try (var pdf = Loader.loadPDF(paper())) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
          .contains("sara@example.org", "<script>alert(1)</script>", "${7*7}#{1+1}&", "Zoë")
          .doesNotContain("root:", "phone");
    }
  }

  @Test
  void isForReadingAloudAndCarriesItsFont() throws IOException {
    try (var pdf = Loader.loadPDF(paper())) {
      var catalog = pdf.getDocumentCatalog();
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getLanguage()).isEqualTo("nl");
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Klant K10000001");
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
