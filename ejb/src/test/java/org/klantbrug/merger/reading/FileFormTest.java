package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.shared.RuleBroken;

class FileFormTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String DUTCH = "Klantnr;Naam\r\n1;Ren\u00e9e\r\n2;Zo\u00eb\r\n";

  @TempDir Path folder;

  @Test
  void readsADutchFileOfWindows() throws IOException {
    var form = form(DUTCH.getBytes(WINDOWS));

    assertThat(form.charset()).isEqualTo("windows-1252");
    assertThat(form.delimiter()).isEqualTo(";");
    assertThat(form.header()).containsExactly("Klantnr", "Naam");
    assertThat(form.bom()).isFalse();
    assertThat(form.gzip()).isFalse();
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() throws IOException {
    var form = form(("\ufeff" + DUTCH).getBytes(StandardCharsets.UTF_8));

    assertThat(form.bom()).isTrue();
    assertThat(form.charset()).isEqualTo("UTF-8");
    assertThat(form.header()).containsExactly("Klantnr", "Naam");
  }

  @Test
  void oneWrongByteDoesNotTurnAUtf8FileIntoAnother() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write(DUTCH.getBytes(StandardCharsets.UTF_8));
    bytes.write("3;Andr\u00e9\n".getBytes(WINDOWS));

    assertThat(form(bytes.toByteArray()).charset()).isEqualTo("UTF-8");
  }

  @Test
  void anAccentFarBehindTheFirstRowsStillDecidesTheCharset() throws IOException {
    var plain = "Klantnr;Naam\n" + "1;Jan\n".repeat(100_000);

    assertThat(form((plain + "2;Zo\u00eb\n").getBytes(WINDOWS)).charset())
        .isEqualTo("windows-1252");
    assertThat(form(plain.getBytes(WINDOWS)).charset()).isEqualTo("UTF-8");
  }

  @Test
  void readsAPackedFile() throws IOException {
    var form = form(packed(DUTCH.getBytes(StandardCharsets.UTF_8)));

    assertThat(form.gzip()).isTrue();
    assertThat(form.header()).containsExactly("Klantnr", "Naam");
  }

  @ParameterizedTest
  @CsvSource({"','", "'\t'", "'|'", "';'"})
  void findsTheSeparatorThoughTextsHoldOthers(String delimiter) throws IOException {
    var row = String.join(delimiter, "1", "\"a,b;c|d,e;f|g\"", "x");
    var form =
        form((String.join(delimiter, "id", "text", "note") + "\n" + row + "\n").getBytes(WINDOWS));

    assertThat(form.delimiter()).isEqualTo(delimiter);
    assertThat(form.quoted()).isTrue();
  }

  @Test
  void quotedHeadersAndBlanksAroundThemAreNoPartOfTheName() throws IOException {
    assertThat(
            form("\"Klant nr\" ; Naam \n1;Jan\n".replace("\" ;", "\";").getBytes(WINDOWS)).header())
        .containsExactly("Klant nr", "Naam");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "'' => delivery.file-empty",
        "'Klantnr;Naam\n' => delivery.header-only",
        "'Klantnr\n1\n2\n' => delivery.one-column",
        "'Klantnr:Naam\n1:Jan\n' => delivery.one-column",
        "'Klantnr;Naam;klantnr\n1;Jan;1\n' => delivery.column-twice",
        "'Klantnr;;Naam\n1;x;Jan\n' => delivery.column-without-name",
        "'10001;30-09-1984;a@b.nl\n10002;01-01-1980;c@d.nl\n' => delivery.header-missing",
        "'Klantnr;Naam\n1;Jan;x\n2;Piet;y\n3;Kees;z\n' => delivery.rows-differ-from-header"
      })
  void refusesInClearWords(String text, String key) {
    refused(text.getBytes(WINDOWS), key);
  }

  @Test
  void refusesSpreadsheetsArchivesAndOtherEncodings() {
    refused(new byte[] {'P', 'K', 3, 4, 0, 0}, "delivery.file-is-packed-or-excel");
    refused(
        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0},
        "delivery.file-is-packed-or-excel");
    refused(DUTCH.getBytes(StandardCharsets.UTF_16), "delivery.file-is-not-text");
    refused(DUTCH.getBytes(StandardCharsets.UTF_16LE), "delivery.file-is-not-text");
  }

  @Test
  void bytesThatAreNoTextAreRefusedThoughTheyBeginLikeATable() {
    refused("hallo wereld, geen tabel.\n\0\1\2".getBytes(WINDOWS), "delivery.file-is-not-text");
  }

  @Test
  void aStrayControlCharacterDoesNotMakeAFileUnreadable() throws IOException {
    assertThat(form("Klantnr;Naam\n1;Jan\0sen\u0007\n".getBytes(WINDOWS)).header())
        .containsExactly("Klantnr", "Naam");
  }

  @Test
  void refusesAPackedFileThatWasCutOff() throws IOException {
    var packed = packed(DUTCH.repeat(1000).getBytes(WINDOWS));

    refused(java.util.Arrays.copyOf(packed, packed.length - 20), "delivery.packed-file-damaged");
  }

  @Test
  void refusesAPackedFileThatGrowsWithoutEnd() throws IOException {
    refused(packed(new byte[400 << 20]), "delivery.unpacks-too-far");
  }

  private void refused(byte[] bytes, String key) {
    assertThatThrownBy(() -> form(bytes))
        .isInstanceOfSatisfying(
            RuleBroken.class,
            rule -> {
              assertThat(rule.key()).isEqualTo(key);
              assertThat(rule.textIn(java.util.Locale.forLanguageTag("nl"))).isNotBlank();
              assertThat(rule.getMessage()).isNotBlank();
            });
  }

  private FileForm form(byte[] bytes) throws IOException {
    return FileForm.of(Files.write(folder.resolve("delivered"), bytes));
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
