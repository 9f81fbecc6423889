package org.klantbrug.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is tells its content; only what shows something and runs nothing is taken. */
class FileTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "255044462d312e37 | nota.pdf | PDF",
        "89504e470d0a1a0a0000000d49484452 | foto.PNG | PNG",
        "ffd8ffe000104a46494600 | foto.jpeg | JPEG",
        "474946383961 | plaatje.gif | GIF",
        "49492a0008000000 | scan.tif | TIFF"
      })
  void isTakenByItsContent(String hex, String name, FileType type) {
    var detected = FileType.detected(HexFormat.of().parseHex(hex));

    assertThat(FileType.taken(detected, name)).contains(type);
  }

  @Test
  void plainTextIsTaken() {
    assertThat(taken("Geachte heer, \u00e9\u00e9n nota is fout.", "brief.txt")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html><body><script>alert(1)</script></body></html> | nota.txt",
        "<!DOCTYPE html><p>hoi</p> | nota.pdf",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/> | plaatje.png",
        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/> | plaatje.svg",
        "#!/bin/sh | nota.txt",
        "gewone tekst | virus.exe",
        "gewone tekst | nota.html",
        "gewone tekst | nota.pdf"
      })
  void isRefusedByItsContentOrByANameThatSaysOtherwise(String content, String name) {
    assertThat(taken(content, name)).isFalse();
  }

  @Test
  void aProgramCalledPdfIsRefused() {
    var program = HexFormat.of().parseHex("4d5a90000300000004000000ffff0000b800000000000000");

    assertThat(FileType.taken(FileType.detected(program), "nota.pdf")).isEmpty();
  }

  @Test
  void anArchiveIsRefusedWhateverItIsCalled() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      zip.closeEntry();
    }
    for (var name : new String[] {"nota.zip", "nota.pdf", "brief.docx", "foto.jpg", "nota.txt"}) {
      assertThat(FileType.taken(FileType.detected(bytes.toByteArray()), name)).as(name).isEmpty();
    }
  }

  @Test
  void aBrowserShowsOnlyWhatRunsNothing() {
    assertThat(FileType.isShown("image/png")).isTrue();
    assertThat(FileType.isShown("application/pdf")).isFalse();
    assertThat(FileType.isShown("text/plain")).isFalse();
    assertThat(FileType.isShown("image/svg+xml")).isFalse();
  }

  private static boolean taken(String content, String name) {
    return FileType.taken(FileType.detected(content.getBytes(StandardCharsets.UTF_8)), name)
        .isPresent();
  }
}
