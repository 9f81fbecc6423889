package org.klantbrug.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name of a file is a name: no folder, no header, nothing that is read the other way round. */
class FileNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nota januari.pdf | nota januari.pdf",
        "../../etc/passwd | passwd",
        "C:\\Users\\Jan\\foto.jpg | foto.jpg",
        "rekening\u00e9n \u4f60\u597d.png | rekening\u00e9n \u4f60\u597d.png",
        "a\"b;c%0d.pdf | a_b_c_0d.pdf",
        "...verborgen. | verborgen",
        "con:aux?.txt | con_aux_.txt"
      })
  void keepsWhatIsAName(String given, String kept) {
    assertThat(FileName.cleaned(given)).isEqualTo(kept);
  }

  @Test
  void aLineEndNeverReachesAHeader() {
    assertThat(FileName.cleaned("nota\r\nSet-Cookie: a=b\r\n\r\n.pdf"))
        .doesNotContain("\r", "\n", ":")
        .endsWith(".pdf");
  }

  @Test
  void aMarkThatTurnsTheDirectionIsGone() {
    assertThat(FileName.cleaned("nota\u202Efdp.exe")).isEqualTo("notafdp.exe");
    assertThat(FileName.cleaned("\u200B\uFEFFnota.pdf")).isEqualTo("nota.pdf");
  }

  @Test
  void threeHundredCharactersKeepTheirEnding() {
    var cleaned = FileName.cleaned("x".repeat(300) + ".PDF");

    assertThat(cleaned).hasSize(100).endsWith(".pdf");
  }

  @Test
  void aLongNameOfEmojiIsNotCutWithinOne() {
    var cleaned = FileName.cleaned("\uD83D\uDE42".repeat(200) + ".png");

    assertThat(cleaned.codePointCount(0, cleaned.length())).isEqualTo(100);
    assertThat(cleaned.length()).isLessThanOrEqualTo(200);
    assertThat(Character.isHighSurrogate(cleaned.charAt(cleaned.length() - 5))).isFalse();
  }

  @Test
  void whatHasNoNameGetsOne() {
    assertThat(FileName.cleaned(null)).isEqualTo("file");
    assertThat(FileName.cleaned(" ..\u0000 ")).isEqualTo("file");
  }
}
