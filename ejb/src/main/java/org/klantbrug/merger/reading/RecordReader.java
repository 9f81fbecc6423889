package org.klantbrug.merger.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Splits a delivered file into records (RFC 4180, any of LF, CRLF and CR as line end) on its bytes,
 * so that one broken record costs that record only: its bytes are known, its line is known, and
 * reading goes on at the next line that starts a record. Blank lines are passed over.
 *
 * <p>A usual CSV parser works on decoded characters and cannot go on after an unclosed quote or a
 * wrong byte; that is why this one is ours. The delimiter, quote and line ends are single bytes in
 * both charsets that are read.
 */
final class RecordReader implements Closeable {
  /** Bytes; a longer record is a reject. A complaint of a million characters still fits. */
  static final int LONGEST_RECORD = 8 << 20;

  private static final int FIRST_BUFFER = 1 << 18;
  private static final int NEED_MORE = -1;
  private static final int BROKEN = -2;
  private static final int LONGEST_KEY = 60;
  private static final int KEPT_OF_TOO_LONG = 1 << 16;

  /** Bytes that need no look inside a quoted field: all but the quote and control characters. */
  private static final boolean[] USUAL = usual();

  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder strict;
  private final TextBytes text;
  private final byte delimiter;
  private final int columns;
  private final boolean[] usualUnquoted;

  private byte[] buffer = new byte[FIRST_BUFFER];
  private int limit;
  private boolean ended;

  private int from;
  private int next;
  private long nextLine;
  private long line;
  private int textEnd;
  private Reason fault;

  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private boolean[] escaped = new boolean[32];
  private int fields;
  private boolean[] wide = new boolean[32];
  private byte[] latinText = new byte[1 << 10];
  private int innerLines;
  private int[] innerLineStarts = new int[32];
  private boolean plain;
  private boolean controls;
  private Reason broken;
  private int brokenAt;

  /**
   * @param in the unpacked bytes behind a byte order mark, if any; closed with this reader
   * @param firstLine number of the first line of {@code in}
   * @param columns fields that a record must have, or 0 for any number
   */
  RecordReader(InputStream in, Charset charset, char delimiter, int columns, long firstLine) {
    this.in = in;
    this.charset = charset;
    this.strict =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.text = charset.equals(StandardCharsets.UTF_8) ? TextBytes.UTF_8 : TextBytes.WINDOWS_1252;
    this.delimiter = (byte) delimiter;
    this.columns = columns;
    this.usualUnquoted = USUAL.clone();
    this.usualUnquoted['"'] = true;
    this.usualUnquoted[delimiter] = false;
    this.nextLine = firstLine;
  }

  private static boolean[] usual() {
    var usual = new boolean[256];
    Arrays.fill(usual, ' ', usual.length, true);
    usual['"'] = false;
    usual[0x7f] = false;
    return usual;
  }

  /**
   * Moves to the next record, whole or broken.
   *
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    if (!passBlankLines()) {
      return false;
    }
    from = next;
    line = nextLine;
    fault = null;
    var end = scanLoaded();
    if (end == BROKEN) {
      skipBroken(broken);
    } else {
      accept(end);
    }
    return true;
  }

  /** Whether bytes other than line ends lie loaded behind the record. */
  boolean isFollowed() {
    for (var at = next; at < limit; at++) {
      if (buffer[at] != '\n' && buffer[at] != '\r') {
        return true;
      }
    }
    return false;
  }

  /** Line on which the record starts. */
  long line() {
    return line;
  }

  /** What is wrong with the structure of the record, or null. */
  Reason fault() {
    return fault;
  }

  /** Fields of the record; of a broken one those that were seen. */
  int fields() {
    return fields;
  }

  /**
   * Whether the field holds nothing but printing ASCII, tabs and line ends: no need to clean it.
   */
  boolean isPlain(int index) {
    return !wide[index] && !controls;
  }

  /** Whether a quoted text of the record has line ends in it. */
  boolean hasLineEnds() {
    return innerLines > 0;
  }

  /** The field without its quotes. Only when {@link #fault()} is null. */
  String field(int index) {
    var start = starts[index];
    var length = ends[index] - start;
    if (!wide[index] && !escaped[index]) {
      return new String(buffer, start, length, StandardCharsets.ISO_8859_1);
    }
    var latin = toLatin(start, ends[index], escaped[index]);
    if (latin >= 0) {
      return new String(latinText, 0, latin, StandardCharsets.ISO_8859_1);
    }
    var decoded = new String(buffer, start, length, charset);
    return escaped[index] ? decoded.replace("\"\"", "\"") : decoded;
  }

  /**
   * Decodes a field into {@link #latinText}, one byte a character, with single quotes for doubled
   * ones. That is most of what people write here, and faster than the usual ways.
   *
   * @return its length, or -1 if it has characters above U+00FF
   */
  private int toLatin(int start, int end, boolean doubled) {
    if (latinText.length < end - start) {
      latinText = new byte[Math.max(end - start, latinText.length * 2)];
    }
    final var bytes = buffer;
    final var out = latinText;
    final var utf8 = text == TextBytes.UTF_8;
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

  /** Whether the field has no character at all. */
  boolean isEmpty(int index) {
    return starts[index] == ends[index];
  }

  /** Bytes of the record without its line end. */
  int length() {
    return textEnd - from;
  }

  /** Adds the bytes of the record, without its line end, to a digest. */
  void addTo(MessageDigest digest) {
    digest.update(buffer, from, textEnd - from);
  }

  /**
   * The record as text for a person, whatever its bytes: what is not text in the file's charset is
   * read as windows-1252, which is mostly what it is.
   */
  String raw() {
    try {
      return decode(from, textEnd).toString();
    } catch (CharacterCodingException e) {
      return new String(buffer, from, textEnd - from, Charset.forName("windows-1252"));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean passBlankLines() throws IOException {
    while (true) {
      if (next >= limit && !load(next)) {
        return false;
      }
      var b = buffer[next];
      if (b != '\n' && b != '\r') {
        return true;
      }
      if (b == '\r' && next + 1 >= limit) {
        load(next);
      }
      next = afterLineEnd(next);
      nextLine++;
    }
  }

  /** Scans the record at {@link #from}, loading as needed; gives its end or BROKEN. */
  private int scanLoaded() throws IOException {
    while (true) {
      var end = scan(from);
      if (end != NEED_MORE) {
        return end;
      }
      if (limit - from >= LONGEST_RECORD) {
        broken = Reason.TOO_LONG;
        return BROKEN;
      }
      load(from);
    }
  }

  private void accept(int end) {
    next = end;
    nextLine = line + 1 + innerLines;
    textEnd = beforeLineEnd(end);
    if (columns > 0 && fields != columns) {
      fault = fields < columns ? Reason.TOO_FEW_FIELDS : Reason.TOO_MANY_FIELDS;
    } else if (!plain && !isText()) {
      fault = Reason.UNDECODABLE;
    }
  }

  /**
   * Splits the bytes at {@code start} into fields.
   *
   * @return the position behind the record's line end, NEED_MORE, or BROKEN
   */
  private int scan(int start) {
    fields = 0;
    innerLines = 0;
    controls = false;
    plain = true;
    var at = start;
    while (true) {
      makeRoom();
      at = at < limit && buffer[at] == '"' ? scanQuoted(at + 1) : scanUnquoted(at);
      if (at < 0) {
        return at;
      }
      if (at >= limit) {
        return ended ? finished(start, at) : NEED_MORE;
      }
      if (buffer[at] != delimiter) {
        var cut = buffer[at] == '\r' && at + 1 >= limit && !ended;
        return cut ? NEED_MORE : finished(start, afterLineEnd(at));
      }
      at++;
    }
  }

  /** Scans up to the separator or line end behind the closing quote. */
  private int scanQuoted(int start) {
    final var bytes = buffer;
    final var stop = limit;
    final var usual = USUAL;
    var at = start;
    var all = 0;
    var doubled = false;
    while (true) {
      while (at < stop && usual[bytes[at] & 0xff]) {
        all |= bytes[at++];
      }
      if (at + 1 >= stop && !ended) {
        return NEED_MORE;
      }
      if (at >= stop) {
        return brokenBy(Reason.UNCLOSED_QUOTE);
      }
      var b = bytes[at++];
      if (b != '"') {
        noteControl(b, at);
      } else if (at < stop && bytes[at] == '"') {
        doubled = true;
        at++;
      } else {
        break;
      }
    }
    noteField(start, at - 1, all, doubled);
    if (at < stop && bytes[at] != delimiter && bytes[at] != '\n' && bytes[at] != '\r') {
      brokenAt = at - from;
      return brokenBy(Reason.TEXT_AFTER_QUOTE);
    }
    return at;
  }

  /** Scans up to the separator or line end. */
  private int scanUnquoted(int start) {
    final var bytes = buffer;
    final var stop = limit;
    final var usual = usualUnquoted;
    var at = start;
    var all = 0;
    while (true) {
      while (at < stop && usual[bytes[at] & 0xff]) {
        all |= bytes[at++];
      }
      if (at >= stop || bytes[at] == delimiter || bytes[at] == '\n' || bytes[at] == '\r') {
        noteField(start, at, all, false);
        return at;
      }
      noteControl(bytes[at++], at);
    }
  }

  private void noteField(int start, int end, int all, boolean doubled) {
    starts[fields] = start;
    ends[fields] = end;
    escaped[fields] = doubled;
    wide[fields++] = all < 0;
    plain &= all >= 0;
  }

  /** Notes a line end, or another control character, that lies before a position inside a field. */
  private void noteControl(byte control, int at) {
    var endsLine = control == '\n' || control == '\r' && (at >= limit || buffer[at] != '\n');
    if (endsLine) {
      if (innerLines == innerLineStarts.length) {
        innerLineStarts = Arrays.copyOf(innerLineStarts, innerLines * 2);
      }
      innerLineStarts[innerLines++] = at;
    } else if (control != '\r' && control != '\t') {
      controls = true;
    }
  }

  private int finished(int start, int end) {
    return innerLines > 0 && columns > 1 && hidesARecord(end)
        ? brokenBy(Reason.UNCLOSED_QUOTE)
        : end;
  }

  private int brokenBy(Reason reason) {
    broken = reason;
    return BROKEN;
  }

  /**
   * Whether a line inside a quoted text has all the separators of a record and begins with
   * something of the form of this record's first field: then a quote was left open and has eaten a
   * record.
   */
  private boolean hidesARecord(int end) {
    for (var line = 0; line < innerLines; line++) {
      var at = innerLineStarts[line];
      var first = separatorIn(at, Math.min(end, at + LONGEST_KEY));
      if (first > at
          && separatorsIn(at, end) >= columns - 1
          && form(at, first).equals(form(starts[0], ends[0]))) {
        return true;
      }
    }
    return false;
  }

  /** The form of a key: runs of digits as 9, of letters as A, other bytes as they are. */
  private String form(int start, int end) {
    var form = new StringBuilder();
    for (var i = start; i < end; i++) {
      var b = buffer[i];
      var sign = b >= '0' && b <= '9' ? '9' : Character.isLetter(b & 0xff) ? 'A' : (char) b;
      if (form.length() == 0 || form.charAt(form.length() - 1) != sign) {
        form.append(sign);
      }
    }
    return form.toString();
  }

  /**
   * Closes the broken record before the next line that is a whole record, or that begins as one
   * does and has at least half of its separators, and so is another broken one; lines between
   * belong to this one.
   */
  private void skipBroken(Reason reason) throws IOException {
    var quoteAt = brokenAt;
    var lines = 1;
    var length = lineEndBehind(0);
    var key = beginning(0);
    var textLength = length - lineEndAt(length);
    while (from + length < limit && length < LONGEST_RECORD && !startsARecord(length, key)) {
      length = lineEndBehind(length);
      textLength = length - lineEndAt(length);
      lines++;
    }
    textEnd =
        from + (reason == Reason.TOO_LONG ? Math.min(textLength, KEPT_OF_TOO_LONG) : textLength);
    var isElsewhere = reason == Reason.TEXT_AFTER_QUOTE && quoteAt > textLength;
    fault =
        isElsewhere ? Reason.UNCLOSED_QUOTE : reason; // the quote met was that of another record
    next = from + length;
    nextLine = line + lines;
    plain = false;
  }

  /** Whether a record seems to start so many bytes behind {@link #from}. */
  private boolean startsARecord(int offset, String key) throws IOException {
    var end = scan(from + offset);
    while (end == NEED_MORE && limit - from < LONGEST_RECORD) {
      load(from);
      end = scan(from + offset);
    }
    return columns == 0
        || end >= 0 && fields == columns
        || separatorsIn(from + offset, limit) * 2 >= columns - 1 && key.equals(beginning(offset));
  }

  /** The form of the first field of the line so many bytes behind {@link #from}. */
  private String beginning(int offset) {
    var end = separatorIn(from + offset, limit);
    return end < 0 || end - from - offset > LONGEST_KEY ? "" : form(from + offset, end);
  }

  /** Bytes from {@link #from} to behind the first line end at or behind an offset from it. */
  private int lineEndBehind(int offset) throws IOException {
    while (true) {
      var end = lineAfter(from + offset, limit);
      if (end < limit || ended) {
        return end - from;
      }
      if (limit - from >= LONGEST_RECORD) {
        return dropMiddle();
      }
      load(from);
    }
  }

  /** For a line that fits in no buffer: keeps its beginning, and reads on to its end. */
  private int dropMiddle() throws IOException {
    var end = limit;
    while (end == limit && !ended) {
      var last = buffer[limit - 1];
      limit = from + KEPT_OF_TOO_LONG;
      if (last == '\n' || last == '\r') {
        buffer[limit++] = last;
      }
      load(from);
      end = lineAfter(from + KEPT_OF_TOO_LONG, limit);
    }
    return end - from;
  }

  /** Bytes of the line end that lies before an offset from {@link #from}. */
  private int lineEndAt(int length) {
    return from + length - beforeLineEnd(from + length);
  }

  private int beforeLineEnd(int end) {
    var before = end;
    if (before > from && buffer[before - 1] == '\n') {
      before--;
    }
    if (before > from && buffer[before - 1] == '\r') {
      before--;
    }
    return before;
  }

  private int lineAfter(int start, int end) {
    for (var at = start; at < end; at++) {
      if (buffer[at] == '\n' || buffer[at] == '\r') {
        return afterLineEnd(at);
      }
    }
    return end;
  }

  private int separatorIn(int start, int end) {
    for (var at = start; at < end && buffer[at] != '\n' && buffer[at] != '\r'; at++) {
      if (buffer[at] == delimiter) {
        return at;
      }
    }
    return -1;
  }

  private int separatorsIn(int start, int end) {
    var count = 0;
    for (var at = start; at < end && buffer[at] != '\n' && buffer[at] != '\r'; at++) {
      if (buffer[at] == delimiter) {
        count++;
      }
    }
    return count;
  }

  private int afterLineEnd(int at) {
    return buffer[at] == '\r' && at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
  }

  private void makeRoom() {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      escaped = Arrays.copyOf(escaped, fields * 2);
      wide = Arrays.copyOf(wide, fields * 2);
    }
  }

  private boolean isText() {
    for (var i = 0; i < fields; i++) {
      if (wide[i] && !text.isValid(buffer, starts[i], ends[i])) {
        return false;
      }
    }
    return true;
  }

  private CharBuffer decode(int start, int end) throws CharacterCodingException {
    return strict.decode(ByteBuffer.wrap(buffer, start, end - start));
  }

  /**
   * Moves what is kept to the front and reads more behind it.
   *
   * @return false when the file has ended
   */
  private boolean load(int keep) throws IOException {
    var kept = limit - keep;
    if (kept >= buffer.length / 2) {
      buffer = Arrays.copyOfRange(buffer, keep, keep + buffer.length * 2);
    } else {
      System.arraycopy(buffer, keep, buffer, 0, kept);
    }
    from -= keep;
    next -= keep;
    limit = kept;
    var read = in.readNBytes(buffer, limit, buffer.length - limit);
    limit += read;
    ended |= limit < buffer.length;
    return read > 0;
  }
}
