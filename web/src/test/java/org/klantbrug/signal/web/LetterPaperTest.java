package org.klantbrug.signal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.klantbrug.signal.Letters;

/** Letters as they are printed. */
class LetterPaperTest {
  private static final String TITLE = "Over wat u ons vertelde (S2026-000001)";

  private static byte[] paper() {
    return LetterPaper.pdf(
        List.of(
            new Letters.Letter(
                "Sara Boer\nDorpsstraat 1\n1234 AB  Ons Dorp", "Beste Sara Boer,\n\nOpgelost"),
            new Letters.Letter("Zoë <b>", "Beste Zoë & co")),
        TITLE,
        "nl");
  }

  @Test
  void eachLetterIsOnAPageOfItsOwnWithItsAddress() throws IOException {
    try (var pdf = Loader.loadPDF(paper())) {
      assertThat(page(pdf, 1))
          .contains(TITLE, "Dorpsstraat 1", "Beste Sara Boer")
          .doesNotContain("Zoë");
      assertThat(page(pdf, 2)).contains(TITLE, "Zoë <b>", "Beste Zoë & co").doesNotContain("Sara");
      assertThat(pdf.getNumberOfPages()).as("no empty page behind them").isEqualTo(2);
    }
  }

  private static String page(PDDocument pdf, int number) throws IOException {
    var stripper = new PDFTextStripper();
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    return stripper.getText(pdf);
  }
}
