package org.klantbrug.merger.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes text of the bytes of fields; fast for what people write here. For one thread. */
final class FieldText {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private final Charset charset;
  private final TextBytes form;
  private byte[] latinText = new byte[1 << 10];

  /**
   * @param charset of the file: UTF-8 or windows-1252
   */
  FieldText(Charset charset) {
    this.charset = charset;
    this.form = charset.equals(StandardCharsets.UTF_8) ? TextBytes.UTF_8 : TextBytes.WINDOWS_1252;
  }

  /** Whether the bytes are text in the charset of the file. */
  boolean isText(byte[] bytes, int start, int end) {
    return form.isValid(bytes, start, end);
  }

  /**
   * The text of a field.
   *
   * @param wide whether there are bytes that are not ASCII
   * @param doubled whether quotes are doubled in it
   */
  String of(byte[] bytes, int start, int end, boolean wide, boolean doubled) {
    if (!wide && !doubled) {
      return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
    var latin = toLatin(bytes, start, end, doubled);
    if (latin >= 0) {
      return new String(latinText, 0, latin, StandardCharsets.ISO_8859_1);
    }
    var decoded = new String(bytes, start, end - start, charset);
    return doubled ? decoded.replace("\"\"", "\"") : decoded;
  }

  /**
   * Decodes a field into {@link #latinText}, one byte a character, with single quotes for doubled
   * ones. That is most of what people write here, and faster than the usual ways.
   *
   * @return its length, or -1 if it has characters above U+00FF
   */
  private int toLatin(byte[] bytes, int start, int end, boolean doubled) {
    if (latinText.length < end - start) {
      latinText = new byte[Math.max(end - start, latinText.length * 2)];
    }
    final var out = latinText;
    final var utf8 = form == TextBytes.UTF_8;
    var length = 0;
    for (var at = start; at < end; at++) {
      var b = bytes[at];
      if (b >= 0) {
        out[length++] = b;
        if (b == '"' && doubled) {
          at++;
        }
      } else if (utf8 && (b & 0xfe) == 0xC2) {
        out[length++] = (byte) (b << 6 | bytes[++at] & 0x3f);
      } else if (!utf8 && (b & 0xff) >= 0xA0) {
        out[length++] = b;
      } else {
        return -1;
      }
    }
    return length;
  }

  /**
   * Text for a person, whatever the bytes: what is not text in the file's charset is read as
   * windows-1252, which is mostly what it is.
   */
  String shown(byte[] bytes, int start, int end) {
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, start, end - start, WINDOWS_1252);
    }
  }
}
