package org.klantbrug.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyGzipTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 5, 257, 258, 259, 65_535, 65_536, 98_304, 98_305, 500_000})
  void givesBackNoise(int length) throws Exception {
    var noise = new byte[length];
    new Random(length).nextBytes(noise);

    assertThat(unpacked(packed(noise))).isEqualTo(noise);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 300, 32_768, 33_000})
  void givesBackRepetitionAtEveryDistance(int period) throws Exception {
    var text = new byte[400_000];
    var random = new Random(period);
    for (int i = 0; i < text.length; i++) {
      text[i] = i < period ? (byte) random.nextInt() : text[i - period];
    }

    var packed = packed(text);

    assertThat(unpacked(packed)).isEqualTo(text);
    if (period < 32_768) {
      assertThat(packed.length).isLessThan(text.length / 4);
    }
  }

  @Test
  void givesBackTextWrittenInPieces() throws Exception {
    var text = "Klant: \"Waarom?\"\r\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);
    var target = new ByteArrayOutputStream();
    try (var gzip = new SteadyGzip(target)) {
      for (int at = 0; at < text.length; at += 777) {
        gzip.write(text, at, Math.min(777, text.length - at));
      }
    }

    assertThat(unpacked(target.toByteArray())).isEqualTo(text);
  }

  @Test
  void theBytesOfAKnownTextNeverChange() throws Exception {
    var packed = packed("Geachte heer, Geachte mevrouw".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(packed))
        .isEqualTo(
            "1f8b08000000000000ff724f4d4cce284955c8484d2dd25180f17253cb8af24bcb01030023d360651d000000");
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    var target = new ByteArrayOutputStream();
    try (var gzip = new SteadyGzip(target)) {
      gzip.write(bytes);
    }
    return target.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return stream.readAllBytes();
    }
  }
}
