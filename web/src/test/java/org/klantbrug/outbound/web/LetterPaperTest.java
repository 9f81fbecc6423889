package org.klantbrug.outbound.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Letters as they are printed. */
class LetterPaperTest {
  private static final String TITLE = "Over wat u ons vertelde (S2026-000001)";

  private static byte[] paper() {
    return LetterPaper.pdf(
        List.of(
            new LetterPaper.Letter(
                "Sara Boer\nDorpsstraat 1\n1234 AB  Ons Dorp",
                TITLE,
                "Beste Sara Boer,\n\nOpgelost",
                null),
            new LetterPaper.Letter("Zoë <b>", TITLE, "Beste Zoë & co", null)),
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

  @Test
  void itIsKnownOnWhichPagesALetterStands() {
    var pdf =
        LetterPaper.pdf(
            List.of(
                new LetterPaper.Letter("Sara", TITLE, "Regel\n".repeat(120), "B1000001"),
                new LetterPaper.Letter("Zoë", TITLE, "Kort", "B1000002")),
            TITLE,
            "nl");

    var pages = LetterPaper.pages(pdf);

    assertThat(pages.get(0).first()).isEqualTo(1);
    assertThat(pages.get(0).last()).isGreaterThan(1);
    assertThat(pages.get(1))
        .isEqualTo(new LetterPaper.Pages(pages.get(0).last() + 1, pages.get(0).last() + 1));
  }

  private static String page(PDDocument pdf, int number) throws IOException {
    var stripper = new PDFTextStripper();
    stripper.setStartPage(number);
    stripper.setEndPage(number);
    return stripper.getText(pdf);
  }
}
