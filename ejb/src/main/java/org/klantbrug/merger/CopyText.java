package org.klantbrug.merger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** Rows in the text form of PostgreSQL's COPY, built as bytes. */
final class CopyText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;
  private int rows;
  private boolean begun;

  CopyText(int size) {
    bytes = new byte[size];
  }

  /** Rows ended so far. */
  int rows() {
    return rows;
  }

  /** Bytes so far. */
  int length() {
    return length;
  }

  /** Adds a value; null is NULL. */
  void add(String value) {
    next();
    if (value == null) {
      ensure(2);
      bytes[length++] = '\\';
      bytes[length++] = 'N';
      return;
    }
    var text = value.getBytes(StandardCharsets.UTF_8);
    ensure(text.length * 2);
    var to = length;
    final var out = bytes;
    for (var b : text) {
      if (b > '\r' && b != '\\' || b < 0) {
        out[to++] = b;
      } else {
        to = addEscaped(b, to);
      }
    }
    length = to;
  }

  private int addEscaped(byte sign, int to) {
    return switch (sign) {
      case '\\' -> addPair('\\', to);
      case '\n' -> addPair('n', to);
      case '\r' -> addPair('r', to);
      case '\t' -> addPair('t', to);
      default -> {
        bytes[to] = sign;
        yield to + 1;
      }
    };
  }

  private int addPair(char second, int at) {
    bytes[at] = '\\';
    bytes[at + 1] = (byte) second;
    return at + 2;
  }

  /** Adds a number. */
  void add(long value) {
    add(Long.toString(value));
  }

  /** Adds a bytea. */
  void add(byte[] value) {
    next();
    ensure(3 + value.length * 2);
    bytes[length++] = '\\';
    bytes[length++] = '\\';
    bytes[length++] = 'x';
    for (var b : value) {
      bytes[length++] = HEX[b >> 4 & 0xF];
      bytes[length++] = HEX[b & 0xF];
    }
  }

  /** Ends the row. */
  void endRow() {
    ensure(1);
    bytes[length++] = '\n';
    begun = false;
    rows++;
  }

  /** Adds the bytes from a position on to a digest. */
  void addTo(MessageDigest digest, int from) {
    digest.update(bytes, from, length - from);
  }

  /**
   * Sends the rows.
   *
   * @param target table and columns, from constants
   */
  void copyTo(Handle handle, String target) {
    if (rows == 0) {
      return;
    }
    try {
      var copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + target + " from stdin");
      try {
        copy.writeToCopy(bytes, 0, length);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("COPY into " + target + " failed", e);
    }
  }

  private void next() {
    if (begun) {
      ensure(1);
      bytes[length++] = '\t';
    }
    begun = true;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
