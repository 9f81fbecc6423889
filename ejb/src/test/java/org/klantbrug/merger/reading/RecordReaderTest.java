package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @Test
  void anUnclosedQuoteCostsItsOwnRecordOnly() throws IOException {
    assertThat(read("1;\"open;x\n2;b;y\n3;c;z\n", 3))
        .containsExactly("1 UNCLOSED_QUOTE [1;\"open;x]", "2 [2, b, y]", "3 [3, c, z]");
  }

  @Test
  void anUnclosedQuoteDoesNotEatTheRecordsUpToTheNextQuote() throws IOException {
    assertThat(read("1;\"open;x\n2;pipe of 6\";y\n3;c;z\n", 3))
        .containsExactly("1 UNCLOSED_QUOTE [1;\"open;x]", "2 [2, pipe of 6\", y]", "3 [3, c, z]");
  }

  @Test
  void anUnclosedQuoteAtTheEndOfALargeFileIsFoundToo() throws IOException {
    var many = "9;text;more\n".repeat(1_500_000);

    var read = read("1;\"open;x\n" + many, 3);

    assertThat(read).hasSize(1_500_001);
    assertThat(read.get(0)).isEqualTo("1 TOO_LONG [1;\"open;x]");
    assertThat(read.get(1_500_000)).isEqualTo("1500001 [9, text, more]");
  }

  @Test
  void aTextOfSeveralLinesStaysWithItsBrokenRecord() throws IOException {
    assertThat(read("1;\"first\nsecond\nthird\"oops;x\n2;b;y\n", 3))
        .containsExactly("1 TEXT_AFTER_QUOTE [1;\"first\nsecond\nthird\"oops;x]", "4 [2, b, y]");
  }

  @Test
  void twoBrokenRecordsInARowAreTwo() throws IOException {
    assertThat(read("1;\"open;x\n2;also broken\n3;c;z\n", 3))
        .containsExactly(
            "1 UNCLOSED_QUOTE [1;\"open;x]", "2 TOO_FEW_FIELDS [2;also broken]", "3 [3, c, z]");
  }

  @Test
  void textAfterAClosingQuoteCostsItsOwnRecordOnly() throws IOException {
    assertThat(read("1;\"abc\"def;x\n2;b;y\n", 3))
        .containsExactly("1 TEXT_AFTER_QUOTE [1;\"abc\"def;x]", "2 [2, b, y]");
  }

  @Test
  void tooFewAndTooManyFieldsAreNamed() throws IOException {
    assertThat(read("1;a\n2;b;y\n3;c;z;extra\n4;d", 3))
        .containsExactly(
            "1 TOO_FEW_FIELDS [1;a]",
            "2 [2, b, y]",
            "3 TOO_MANY_FIELDS [3;c;z;extra]",
            "4 TOO_FEW_FIELDS [4;d]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyKindOfLineEndIsRead(String lineEnd) throws IOException {
    var text = String.join(lineEnd, "1;a;x", "2;\"two" + lineEnd + "lines\";y", "3;c;z");

    assertThat(read(text, 3))
        .containsExactly("1 [1, a, x]", "2 [2, two" + lineEnd + "lines, y]", "4 [3, c, z]");
  }

  @Test
  void mixedLineEndsAndBlankLinesCount() throws IOException {
    assertThat(read("1;a\r\n\r\n2;b\r3;c\n\n\n4;d", 2))
        .containsExactly("1 [1, a]", "3 [2, b]", "4 [3, c]", "7 [4, d]");
  }

  @Test
  void aWrongByteCostsItsOwnRecordOnly() throws IOException {
    var bytes =
        join(
            "1;Ren\u00e9e\n".getBytes(StandardCharsets.UTF_8),
            "2;Ren\u00e9e\n3;Jan\n".getBytes(WINDOWS));

    assertThat(read(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, 2))
        .containsExactly("1 [1, Ren\u00e9e]", "2 UNDECODABLE [2;Ren\u00e9e]", "3 [3, Jan]");
  }

  @Test
  void aByteThatWindows1252DoesNotKnowIsNotReplacedSilently() throws IOException {
    var bytes = new byte[] {'1', ';', (byte) 0x81, '\n', '2', ';', (byte) 0xe9, '\n'};

    assertThat(read(new ByteArrayInputStream(bytes), WINDOWS, 2))
        .containsExactly("1 UNDECODABLE [1;\ufffd]", "2 [2, \u00e9]");
  }

  @Test
  void aFieldOfFortyMillionCharactersCostsItsOwnRecordOnly() throws IOException {
    var huge = new ByteArrayInputStream("x".repeat(40_000_000).getBytes(StandardCharsets.UTF_8));
    var file =
        new SequenceInputStream(
            new SequenceInputStream(stream("1;a\n2;"), huge), stream("\n3;c\n4;d\n"));

    var read = read(file, StandardCharsets.UTF_8, 2);

    assertThat(read).hasSize(4);
    assertThat(read.get(1)).startsWith("2 TOO_LONG [2;xxx").hasSizeLessThan(2_000_000);
    assertThat(read.subList(2, 4)).containsExactly("3 [3, c]", "4 [4, d]");
  }

  @Test
  void aComplaintOfAMillionCharactersIsRead() throws IOException {
    var text = "klacht ".repeat(150_000);

    assertThat(read("1;\"" + text + "\"\n2;b\n", 2))
        .containsExactly("1 [1, " + text + "]", "2 [2, b]");
  }

  @Test
  void readsWhatAnotherParserReadsFromWellFormedFiles() throws IOException {
    var random = new Random(20261122);
    for (var file = 0; file < 300; file++) {
      var text = wellFormed(random);
      var expected = new ArrayList<String>();
      try (var csv = CsvReader.builder().fieldSeparator(';').ofCsvRecord(text)) {
        csv.forEach(row -> expected.add(row.getStartingLineNumber() + " " + row.getFields()));
      }

      assertThat(read(text, 4)).as(text).isEqualTo(expected);
    }
  }

  private static String wellFormed(Random random) {
    var pieces =
        List.of("a", "\"\"", ";", "\n", "\r\n", "\u00e9", "\ud83d\ude00", " ", "NL-9", "\t", "'");
    var text = new StringBuilder();
    for (var row = 0; row < 1 + random.nextInt(9); row++) {
      text.append(row).append("-key");
      for (var column = 1; column < 4; column++) {
        text.append(';');
        var field = new StringBuilder();
        for (var piece = random.nextInt(6); piece > 0; piece--) {
          field.append(pieces.get(random.nextInt(pieces.size())));
        }
        var needsQuotes = field.chars().anyMatch(sign -> "\";\n\r".indexOf(sign) >= 0);
        text.append(needsQuotes ? "\"" + field + "\"" : field.toString());
      }
      text.append(random.nextBoolean() ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static List<String> read(String text, int columns) throws IOException {
    return read(stream(text), StandardCharsets.UTF_8, columns);
  }

  /** Line and fields of each record; of a broken one line, fault and raw text. */
  private static List<String> read(InputStream in, Charset charset, int columns)
      throws IOException {
    var records = new ArrayList<String>();
    try (var reader = new RecordReader(in, charset, ';', columns, 1)) {
      while (reader.next()) {
        var fields = new ArrayList<String>();
        for (var i = 0; reader.fault() == null && i < reader.fields(); i++) {
          fields.add(reader.field(i));
        }
        records.add(
            reader.fault() == null
                ? reader.line() + " " + fields
                : reader.line() + " " + reader.fault() + " [" + reader.raw() + "]");
      }
    }
    return records;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] join(byte[] one, byte[] other) {
    var joined = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }
}
