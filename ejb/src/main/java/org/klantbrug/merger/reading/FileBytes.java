package org.klantbrug.merger.reading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a file that lies in memory, and the lines in it. Positions hold until more is loaded:
 * then what is kept begins at 0. A line ends with LF, CRLF or CR.
 */
final class FileBytes implements Closeable {
  private static final int FIRST_BUFFER = 1 << 18;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int limit;
  private boolean ended;

  FileBytes(InputStream in) {
    this.in = in;
  }

  /** The bytes; only those before {@link #limit()} are of the file. Another array after a load. */
  byte[] buffer() {
    return buffer;
  }

  /** Behind the last byte that is loaded. */
  int limit() {
    return limit;
  }

  /** Whether the file ends at the limit. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Moves what is kept to the front and reads more behind it.
   *
   * @param keep position of the first byte to keep; it is 0 afterwards
   * @return false when the file has ended
   */
  boolean load(int keep) throws IOException {
    var kept = limit - keep;
    if (kept >= buffer.length / 2) {
      buffer = Arrays.copyOfRange(buffer, keep, keep + buffer.length * 2);
    } else {
      System.arraycopy(buffer, keep, buffer, 0, kept);
    }
    limit = kept;
    var read = in.readNBytes(buffer, limit, buffer.length - limit);
    limit += read;
    ended |= limit < buffer.length;
    return read > 0;
  }

  /** Forgets what lies behind a position, but for a line end that may be half loaded. */
  void cutAt(int end) {
    var last = buffer[limit - 1];
    limit = end;
    if (last == '\n' || last == '\r') {
      buffer[limit++] = last;
    }
  }

  /** Whether a line ends at the position. */
  boolean isLineEnd(int at) {
    return buffer[at] == '\n' || buffer[at] == '\r';
  }

  /** The position behind the line end that lies at a position. */
  int afterLineEnd(int at) {
    return buffer[at] == '\r' && at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
  }

  /** The position of the line end that lies before {@code end}, if there is one behind start. */
  int beforeLineEnd(int start, int end) {
    var before = end;
    if (before > start && buffer[before - 1] == '\n') {
      before--;
    }
    if (before > start && buffer[before - 1] == '\r') {
      before--;
    }
    return before;
  }

  /** The position behind the first line end at or behind a position; the limit if there is none. */
  int nextLine(int start) {
    for (var at = start; at < limit; at++) {
      if (isLineEnd(at)) {
        return afterLineEnd(at);
      }
    }
    return limit;
  }

  /** Where a byte first is between two positions and on one line; -1 if it is not. */
  int indexOnLine(byte wanted, int start, int end) {
    for (var at = start; at < end && !isLineEnd(at); at++) {
      if (buffer[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** How often a byte is between two positions and on one line. */
  int countOnLine(byte wanted, int start, int end) {
    var count = 0;
    for (var at = start; at < end && !isLineEnd(at); at++) {
      if (buffer[at] == wanted) {
        count++;
      }
    }
    return count;
  }

  /**
   * The form of a key: runs of digits as 9, of letters as A, other bytes as they are. Keys of one
   * file have few forms.
   */
  String form(int start, int end) {
    var form = new StringBuilder();
    for (var at = start; at < end; at++) {
      var b = buffer[at];
      var sign = b >= '0' && b <= '9' ? '9' : Character.isLetter(b & 0xff) ? 'A' : (char) b;
      if (form.length() == 0 || form.charAt(form.length() - 1) != sign) {
        form.append(sign);
      }
    }
    return form.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
