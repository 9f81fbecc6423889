package org.klantbrug.merger.reading;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Finds and mends what should not be in a text. */
final class CleanText {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private CleanText() {}

  /**
   * The text without NUL, control and invisible characters; the same object if it has none.
   *
   * @param free whether it is free text, in which line ends, tabs and the joiners of emoji and
   *     other scripts belong
   */
  static String visible(String text, boolean free) {
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      if ((sign < ' ' || sign >= 0x7f) && isInvisible(sign, free)) {
        return withoutInvisible(text, i, free);
      }
    }
    return text;
  }

  private static String withoutInvisible(String text, int first, boolean free) {
    var clean = new StringBuilder(text.length()).append(text, 0, first);
    for (var i = first; i < text.length(); i++) {
      var sign = text.charAt(i);
      if (!isInvisible(sign, free)) {
        clean.append(sign);
      } else if (sign == '\n' || sign == '\t') {
        clean.append(' ');
      }
    }
    return clean.toString();
  }

  private static boolean isInvisible(char sign, boolean free) {
    if (sign < ' ') {
      return !free || (sign != '\n' && sign != '\r' && sign != '\t');
    }
    if (sign < 0x7f) {
      return false;
    }
    return sign < 0xa0
        || sign == '\u00ad'
        || sign == '\u200b'
        || (!free && (sign == '\u200c' || sign == '\u200d'))
        || sign == '\u200e'
        || sign == '\u200f'
        || (sign >= '\u202a' && sign <= '\u202e')
        || (sign >= '\u2060' && sign <= '\u206f')
        || sign == '\ufeff'
        || sign == '\ufffe'
        || sign == '\uffff';
  }

  /**
   * The text with letters of West European languages, quotes and dashes put right that were UTF-8
   * and have been read as windows-1252; null if there are none.
   */
  static String withoutMojibake(String text) {
    if (text.indexOf('\u00c2') < 0 && text.indexOf('\u00c3') < 0 && text.indexOf('\u00e2') < 0) {
      return null;
    }
    StringBuilder mended = null;
    var done = 0;
    for (var i = 0; i + 1 < text.length(); i++) {
      var length = lengthOfMojibake(text, i);
      var sign = length == 0 ? null : decoded(text.substring(i, i + length));
      if (sign != null) {
        mended = mended == null ? new StringBuilder(text.length()) : mended;
        mended.append(text, done, i).append(sign);
        done = i + length;
        i = done - 1;
      }
    }
    return mended == null ? null : mended.append(text, done, text.length()).toString();
  }

  private static int lengthOfMojibake(String text, int at) {
    var sign = text.charAt(at);
    if (sign == '\u00c2' || sign == '\u00c3') {
      return 2;
    }
    return sign == '\u00e2' && text.charAt(at + 1) == '\u20ac' && at + 3 <= text.length() ? 3 : 0;
  }

  private static String decoded(String misread) {
    try {
      var bytes = WINDOWS.newEncoder().encode(CharBuffer.wrap(misread));
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.array(), 0, bytes.limit()))
          .toString();
    } catch (CharacterCodingException e) {
      return null; // not misread UTF-8 after all
    }
  }
}
