package org.klantbrug.merger.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;

/**
 * Splits a delivered file into records (RFC 4180, any of LF, CRLF and CR as line end) on its bytes,
 * so that one broken record costs that record only: its bytes are known, its line is known, and
 * reading goes on at the next line that starts a record. Blank lines are passed over.
 *
 * <p>A usual CSV parser works on decoded characters and cannot go on after an unclosed quote or a
 * wrong byte; that is why this one is ours. The delimiter, quote and line ends are single bytes in
 * both charsets that are read. {@link FieldScanner} splits, {@link BrokenRecord} finds the end of
 * what cannot be split, {@link FieldText} decodes.
 */
final class RecordReader implements Closeable {
  /** Bytes; a longer record is a reject. A complaint of a million characters still fits. */
  static final int LONGEST_RECORD = 8 << 20;

  private final FileBytes file;
  private final FieldScanner scanner;
  private final BrokenRecord broken;
  private final FieldText text;
  private final int columns;

  private int from;
  private int next;
  private int textEnd;
  private long line;
  private long nextLine;
  private Reason fault;

  /**
   * @param in the unpacked bytes behind a byte order mark, if any; closed with this reader
   * @param firstLine number of the first line of {@code in}
   * @param columns fields that a record must have, or 0 for any number
   */
  RecordReader(InputStream in, Charset charset, char delimiter, int columns, long firstLine) {
    this.file = new FileBytes(in);
    this.scanner = new FieldScanner(file, delimiter, columns);
    this.broken = new BrokenRecord(file, scanner, delimiter, columns);
    this.text = new FieldText(charset);
    this.columns = columns;
    this.nextLine = firstLine;
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
    if (end == FieldScanner.BROKEN) {
      pass(scanner.broken(), scanner.brokenAt());
    } else if (end == FieldScanner.NEED_MORE) {
      pass(Reason.TOO_LONG, 0);
    } else {
      accept(end);
    }
    return true;
  }

  private boolean passBlankLines() throws IOException {
    while (true) {
      if (next >= file.limit() && !load()) {
        return false;
      }
      if (!file.isLineEnd(next)) {
        return true;
      }
      if (file.buffer()[next] == '\r' && next + 1 >= file.limit()) {
        load();
      }
      next = file.afterLineEnd(next);
      nextLine++;
    }
  }

  private boolean load() throws IOException {
    var more = file.load(next);
    next = 0;
    return more;
  }

  /** Scans the record, loading as needed; NEED_MORE for one that is too long. */
  private int scanLoaded() throws IOException {
    while (true) {
      var end = scanner.scan(from);
      if (end != FieldScanner.NEED_MORE || file.limit() - from >= LONGEST_RECORD) {
        return end;
      }
      file.load(from);
      from = 0;
    }
  }

  private void accept(int end) {
    next = end;
    nextLine = line + 1 + scanner.innerLines();
    textEnd = file.beforeLineEnd(from, end);
    if (columns > 0 && scanner.fields() != columns) {
      fault = scanner.fields() < columns ? Reason.TOO_FEW_FIELDS : Reason.TOO_MANY_FIELDS;
    } else if (scanner.isAnyWide() && !isText()) {
      fault = Reason.UNDECODABLE;
    }
  }

  private boolean isText() {
    for (var i = 0; i < scanner.fields(); i++) {
      if (scanner.isWide(i) && !text.isText(file.buffer(), scanner.start(i), scanner.end(i))) {
        return false;
      }
    }
    return true;
  }

  private void pass(Reason reason, int quoteAt) throws IOException {
    broken.find(from, reason, quoteAt);
    from = broken.from();
    textEnd = broken.textEnd();
    next = broken.end();
    nextLine = line + broken.lines();
    fault = broken.fault();
  }

  /** Whether bytes other than line ends lie loaded behind the record. */
  boolean isFollowed() {
    for (var at = next; at < file.limit(); at++) {
      if (!file.isLineEnd(at)) {
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
    return scanner.fields();
  }

  /**
   * Whether the field holds nothing but printing ASCII, tabs and line ends: no need to clean it.
   */
  boolean isPlain(int index) {
    return !scanner.isWide(index) && !scanner.hasControls();
  }

  /** Whether a quoted text of the record has line ends in it. */
  boolean hasLineEnds() {
    return scanner.innerLines() > 0;
  }

  /** The field without its quotes. Only when {@link #fault()} is null. */
  String field(int index) {
    return text.of(
        file.buffer(),
        scanner.start(index),
        scanner.end(index),
        scanner.isWide(index),
        scanner.isEscaped(index));
  }

  /** Whether the field has no character at all. */
  boolean isEmpty(int index) {
    return scanner.start(index) == scanner.end(index);
  }

  /** Bytes of the record without its line end. */
  int length() {
    return textEnd - from;
  }

  /** Adds the bytes of the record, without its line end, to a digest. */
  void addTo(MessageDigest digest) {
    digest.update(file.buffer(), from, textEnd - from);
  }

  /** The record as text for a person, whatever its bytes. */
  String raw() {
    return text.shown(file.buffer(), from, textEnd);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
