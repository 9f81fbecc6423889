package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables on their way to a spreadsheet. */
class SheetTest {
  private static final Sheet SHEET = in(Locale.ENGLISH);

  private static Sheet in(Locale locale) {
    return new Sheet(
        "Klantbrug",
        locale,
        List.of(
            List.of("Product", "Euro"),
            Arrays.asList("=HYPERLINK(\"x\")", new BigDecimal("1250.50")),
            Arrays.asList("Gas\u0001 & <stroom>", null),
            Arrays.asList("Op", Instant.parse("2026-06-15T10:30:00Z"))));
  }

  @TempDir private Path folder;

  @Test
  void aTextThatASpreadsheetWouldRunIsKeptFromIt() throws IOException {
    assertThat(csv(SHEET)).contains("\"'=HYPERLINK(\"\"x\"\")\";1250.50\r\n");
    assertThat(texts()).contains("&apos;=HYPERLINK");
    assertThat(part("xl/worksheets/sheet1.xml")).doesNotContain("<f>");
  }

  @Test
  void aNumberStaysANumber() throws IOException {
    assertThat(part("xl/worksheets/sheet1.xml")).contains("<v>1250.50</v>");
  }

  @Test
  void anAmountHasTheDecimalMarkOfTheReaderAndNoOther() {
    assertThat(csv(in(Locale.forLanguageTag("nl")))).contains(";1250,50\r\n");
    assertThat(csv(in(Locale.ENGLISH))).contains(";1250.50\r\n");
  }

  @Test
  void aMomentIsDutchTimeAndADateInAWorkbook() throws IOException {
    assertThat(csv(SHEET)).contains("\"Op\";2026-06-15 12:30\r\n");
    assertThat(part("xl/worksheets/sheet1.xml")).contains("<v>46188.52083");
    assertThat(part("xl/styles.xml")).contains("yyyy-mm-dd hh:mm");
  }

  @Test
  void overMomentsStandsWhichTimeTheyAreIn() {
    var dutch = Locale.forLanguageTag("nl");
    var sheet =
        new Sheet(
            "Klantbrug",
            dutch,
            List.of(
                List.of("Nummer", "Ontvangen"),
                List.of("K2026-000001", Instant.parse("2026-06-15T10:30:00Z"))));

    assertThat(csv(sheet)).contains("\"Nummer\";\"Ontvangen (Midden-Europese tijd)\"\r\n");
  }

  @Test
  void whatXmlCannotHoldIsLeftOut() throws IOException {
    assertThat(texts()).contains("Gas &amp; &lt;stroom&gt;").doesNotContain("\u0001");
  }

  private static String csv(Sheet sheet) {
    return new String(sheet.csv(), StandardCharsets.UTF_8);
  }

  private String texts() throws IOException {
    return part("xl/sharedStrings.xml").replace("'", "&apos;").replace("&#39;", "&apos;");
  }

  private String part(String name) throws IOException {
    var file = Files.write(folder.resolve("book.xlsx"), SHEET.xlsx());
    try (var zip = new ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
