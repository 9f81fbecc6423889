package org.klantbrug.merger.reading;

import java.util.Arrays;

/**
 * Finds the fields of one record in the bytes that are loaded, and what is special about each, so
 * that the usual field needs no second look.
 */
final class FieldScanner {
  static final int NEED_MORE = -1;
  static final int BROKEN = -2;

  /** Bytes; a longer first field is no key. */
  static final int LONGEST_KEY = 60;

  /** Bytes that need no look inside a quoted field: all but the quote and control characters. */
  private static final boolean[] USUAL = usual();

  private final FileBytes file;
  private final byte delimiter;
  private final int columns;
  private final boolean[] usualUnquoted;

  private int recordStart;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private boolean[] escaped = new boolean[32];
  private boolean[] wide = new boolean[32];
  private int fields;
  private boolean anyWide;
  private boolean controls;
  private int innerLines;
  private int[] innerLineStarts = new int[32];
  private Reason broken;
  private int brokenAt;

  /**
   * @param columns fields that a record must have, or 0 for any number
   */
  FieldScanner(FileBytes file, char delimiter, int columns) {
    this.file = file;
    this.delimiter = (byte) delimiter;
    this.columns = columns;
    this.usualUnquoted = USUAL.clone();
    this.usualUnquoted['"'] = true;
    this.usualUnquoted[delimiter] = false;
  }

  private static boolean[] usual() {
    var usual = new boolean[256];
    Arrays.fill(usual, ' ', usual.length, true);
    usual['"'] = false;
    usual[0x7f] = false;
    return usual;
  }

  /**
   * Splits the bytes at {@code start} into fields.
   *
   * @return the position behind the record's line end, {@link #NEED_MORE}, or {@link #BROKEN}
   */
  int scan(int start) {
    recordStart = start;
    fields = 0;
    innerLines = 0;
    controls = false;
    anyWide = false;
    final var bytes = file.buffer();
    final var limit = file.limit();
    var at = start;
    while (true) {
      makeRoom();
      at = at < limit && bytes[at] == '"' ? scanQuoted(at + 1) : scanUnquoted(at);
      if (at < 0) {
        return at;
      }
      if (at >= limit) {
        return file.isEnded() ? finished(at) : NEED_MORE;
      }
      if (bytes[at] != delimiter) {
        var cut = bytes[at] == '\r' && at + 1 >= limit && !file.isEnded();
        return cut ? NEED_MORE : finished(file.afterLineEnd(at));
      }
      at++;
    }
  }

  /** Scans up to the separator or line end behind the closing quote. */
  private int scanQuoted(int start) {
    final var bytes = file.buffer();
    final var stop = file.limit();
    final var usual = USUAL;
    var at = start;
    var all = 0;
    var doubled = false;
    while (true) {
      while (at < stop && usual[bytes[at] & 0xff]) {
        all |= bytes[at++];
      }
      if (at + 1 >= stop && !file.isEnded()) {
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
      brokenAt = at - recordStart;
      return brokenBy(Reason.TEXT_AFTER_QUOTE);
    }
    return at;
  }

  /** Scans up to the separator or line end. */
  private int scanUnquoted(int start) {
    final var bytes = file.buffer();
    final var stop = file.limit();
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
    anyWide |= all < 0;
  }

  /** Notes a line end, or another control character, that lies before a position inside a field. */
  private void noteControl(byte control, int at) {
    var endsLine =
        control == '\n' || control == '\r' && (at >= file.limit() || file.buffer()[at] != '\n');
    if (endsLine) {
      if (innerLines == innerLineStarts.length) {
        innerLineStarts = Arrays.copyOf(innerLineStarts, innerLines * 2);
      }
      innerLineStarts[innerLines++] = at;
    } else if (control != '\r' && control != '\t') {
      controls = true;
    }
  }

  private int finished(int end) {
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
      var first = file.indexOnLine(delimiter, at, Math.min(end, at + LONGEST_KEY));
      if (first > at
          && file.countOnLine(delimiter, at, end) >= columns - 1
          && file.form(at, first).equals(file.form(starts[0], ends[0]))) {
        return true;
      }
    }
    return false;
  }

  private void makeRoom() {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, fields * 2);
      ends = Arrays.copyOf(ends, fields * 2);
      escaped = Arrays.copyOf(escaped, fields * 2);
      wide = Arrays.copyOf(wide, fields * 2);
    }
  }

  /** Fields of the record last scanned; of a broken one those that were seen. */
  int fields() {
    return fields;
  }

  /** Where a field starts, behind its opening quote. */
  int start(int field) {
    return starts[field];
  }

  /** Where a field ends, before its closing quote. */
  int end(int field) {
    return ends[field];
  }

  /** Whether quotes are doubled in the field. */
  boolean isEscaped(int field) {
    return escaped[field];
  }

  /** Whether the field has bytes that are not ASCII. */
  boolean isWide(int field) {
    return wide[field];
  }

  /** Whether any field of the record has bytes that are not ASCII. */
  boolean isAnyWide() {
    return anyWide;
  }

  /** Whether a field of the record has control characters other than tabs and line ends. */
  boolean hasControls() {
    return controls;
  }

  /** Line ends inside the quoted texts of the record. */
  int innerLines() {
    return innerLines;
  }

  /** Why the record is broken. */
  Reason broken() {
    return broken;
  }

  /** For text behind a closing quote: bytes from the start of the record to it. */
  int brokenAt() {
    return brokenAt;
  }
}
