package org.klantbrug.merger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextBytesTest {
  @Test
  void saysTheSameAsTheStrictDecoderOfTheJdk() {
    var random = new Random(7);
    for (var i = 0; i < 400_000; i++) {
      var bytes = new byte[1 + random.nextInt(5)];
      random.nextBytes(bytes);
      if (i % 2 == 0) {
        bytes[0] = (byte) (0xC0 | random.nextInt(0x40)); // a lead byte, to meet the rare forms too
      }
      same(TextBytes.UTF_8, StandardCharsets.UTF_8, bytes);
      same(TextBytes.WINDOWS_1252, Charset.forName("windows-1252"), bytes);
    }
  }

  private static void same(TextBytes text, Charset charset, byte[] bytes) {
    var valid = true;
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      valid = false;
    }
    assertThat(text.isValid(bytes, 0, bytes.length)).as("%s", bytes).isEqualTo(valid);
  }
}
