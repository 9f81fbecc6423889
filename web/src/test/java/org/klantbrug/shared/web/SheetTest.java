package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables on their way to a spreadsheet. */
class SheetTest {
  private static final Sheet SHEET =
      new Sheet(
          "Klantbrug",
          List.of(
              List.of("Product", "Euro"),
              Arrays.asList("=HYPERLINK(\"x\")", new BigDecimal("12.50")),
              Arrays.asList("Gas\u0001 & <stroom>", null)));

  @TempDir private Path folder;

  @Test
  void aTextThatASpreadsheetWouldRunIsKeptFromIt() throws IOException {
    assertThat(csv()).contains("\"'=HYPERLINK(\"\"x\"\")\";12.50\r\n");
    assertThat(texts()).contains("&apos;=HYPERLINK");
    assertThat(part("xl/worksheets/sheet1.xml")).doesNotContain("<f>");
  }

  @Test
  void aNumberStaysANumber() throws IOException {
    assertThat(part("xl/worksheets/sheet1.xml")).contains("<v>12.50</v>");
  }

  @Test
  void whatXmlCannotHoldIsLeftOut() throws IOException {
    assertThat(texts()).contains("Gas &amp; &lt;stroom&gt;").doesNotContain("\u0001");
  }

  private static String csv() {
    return new String(SHEET.csv(), StandardCharsets.UTF_8);
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
