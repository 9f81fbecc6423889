package org.klantbrug.merger.reading;

import java.io.IOException;

/**
 * The extent of a record whose structure is broken. It ends before the next line that is a whole
 * record, or that begins as one does and has at least half of its separators, and so is another
 * broken one; lines between belong to this one.
 */
final class BrokenRecord {
  /** Bytes that are kept of a record that is too long. */
  static final int KEPT_OF_TOO_LONG = 1 << 16;

  private final FileBytes file;
  private final FieldScanner scanner;
  private final byte delimiter;
  private final int columns;

  private int from;
  private int length;
  private int textLength;
  private int lines;
  private Reason fault;

  /**
   * @param columns fields that a whole record has, or 0 for any number
   */
  BrokenRecord(FileBytes file, FieldScanner scanner, char delimiter, int columns) {
    this.file = file;
    this.scanner = scanner;
    this.delimiter = (byte) delimiter;
    this.columns = columns;
  }

  /**
   * Looks for the end of the record at a position, loading as needed.
   *
   * @param reason why it is broken
   * @param quoteAt for text behind a closing quote: bytes from the start of the record to it
   */
  void find(int start, Reason reason, int quoteAt) throws IOException {
    from = start;
    lines = 1;
    length = lineEndBehind(0);
    var key = beginning(0);
    textLength = length - lineEndBefore(length);
    while (from + length < file.limit()
        && length < RecordReader.LONGEST_RECORD
        && !startsARecord(length, key)) {
      length = lineEndBehind(length);
      textLength = length - lineEndBefore(length);
      lines++;
    }
    var isOfAnother = reason == Reason.TEXT_AFTER_QUOTE && quoteAt > textLength;
    fault = isOfAnother ? Reason.UNCLOSED_QUOTE : reason;
    textLength = reason == Reason.TOO_LONG ? Math.min(textLength, KEPT_OF_TOO_LONG) : textLength;
  }

  /** Where the record starts now; other than before if more was loaded. */
  int from() {
    return from;
  }

  /** Behind what is kept of the record, without its line end. */
  int textEnd() {
    return from + textLength;
  }

  /** Behind the record and its line end. */
  int end() {
    return from + length;
  }

  /** Lines that belong to it. */
  int lines() {
    return lines;
  }

  /** What is wrong with it. */
  Reason fault() {
    return fault;
  }

  /** Whether a record seems to start so many bytes behind the start of this one. */
  private boolean startsARecord(int offset, String key) throws IOException {
    var end = scanner.scan(from + offset);
    while (end == FieldScanner.NEED_MORE && file.limit() - from < RecordReader.LONGEST_RECORD) {
      load();
      end = scanner.scan(from + offset);
    }
    return columns == 0
        || end >= 0 && scanner.fields() == columns
        || file.countOnLine(delimiter, from + offset, file.limit()) * 2 >= columns - 1
            && key.equals(beginning(offset));
  }

  /** The form of the first field of the line so many bytes behind the start. */
  private String beginning(int offset) {
    var start = from + offset;
    var end = file.indexOnLine(delimiter, start, file.limit());
    return end < 0 || end - start > FieldScanner.LONGEST_KEY ? "" : file.form(start, end);
  }

  /** Bytes from the start to behind the first line end at or behind an offset from it. */
  private int lineEndBehind(int offset) throws IOException {
    while (true) {
      var end = file.nextLine(from + offset);
      if (end < file.limit() || file.isEnded()) {
        return end - from;
      }
      if (file.limit() - from >= RecordReader.LONGEST_RECORD) {
        return dropMiddle();
      }
      load();
    }
  }

  /** For a line that fits in no buffer: keeps its beginning, and reads on to its end. */
  private int dropMiddle() throws IOException {
    var end = file.limit();
    while (end == file.limit() && !file.isEnded()) {
      file.cutAt(from + KEPT_OF_TOO_LONG);
      load();
      end = file.nextLine(from + KEPT_OF_TOO_LONG);
    }
    return end - from;
  }

  /** Bytes of the line end that lies before an offset from the start. */
  private int lineEndBefore(int offset) {
    return from + offset - file.beforeLineEnd(from, from + offset);
  }

  private void load() throws IOException {
    file.load(from);
    from = 0;
  }
}
