package org.klantbrug.cli.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Gzip (RFC 1951, RFC 1952) whose bytes are the same everywhere. The JDK compresses with whichever
 * zlib the machine has, and these differ in their output. Here: the last place of each four bytes,
 * the first match that is found, fixed Huffman codes; no time in the header.
 */
final class SteadyGzip extends OutputStream {
  private static final int WINDOW = 32_768;
  private static final int SEGMENT = 65_536;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 258;
  private static final int PLACES_BITS = 15;

  /** Lowest length of the codes 257 to 285, RFC 1951 §3.2.5. */
  private static final int[] LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };

  private static final int[] LENGTH_EXTRA_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };

  /** Lowest distance of the codes 0 to 29, RFC 1951 §3.2.5. */
  private static final int[] DISTANCES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  private static final int[] CODE_OF_LENGTH = codeOfLength();

  private final OutputStream out;
  private final CRC32 crc = new CRC32();
  private final byte[] bytes = new byte[WINDOW + SEGMENT];
  private final long[] places = new long[1 << PLACES_BITS];
  private long before;
  private int start;
  private int end;
  private long written;
  private long bits;
  private int bitCount;
  private boolean closed;

  /** Writes the header. Closing this closes the stream below. */
  SteadyGzip(OutputStream out) throws IOException {
    this.out = out;
    Arrays.fill(places, Long.MIN_VALUE / 2);
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    crc.update(from, offset, length);
    written += length;
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, bytes.length - end);
      System.arraycopy(from, offset + done, bytes, end, part);
      end += part;
      done += part;
      if (end == bytes.length) {
        compress();
      }
    }
  }

  /** Ends the gzip member and closes the stream below; a second time does nothing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      compress();
      put(0b011, 3);
      endOfBlock();
      put(0, (Byte.SIZE - bitCount) % Byte.SIZE);
      littleEndian(crc.getValue());
      littleEndian(written);
    }
  }

  private void compress() throws IOException {
    put(0b010, 3);
    int at = start;
    while (at < end) {
      int length = 0;
      long candidate = 0;
      if (at + SHORTEST <= end) {
        candidate = remember(at);
        length = matching(candidate, at);
      }
      if (length < SHORTEST) {
        symbol(bytes[at] & 0xff);
        at++;
      } else {
        repeat(length, (int) (before + at - candidate));
        for (int i = at + 1; i < at + length && i + SHORTEST <= end; i++) {
          remember(i);
        }
        at += length;
      }
    }
    endOfBlock();
    slide();
  }

  /** Notes the place of the next four bytes and answers where they stood last. */
  private long remember(int at) {
    int four =
        (bytes[at] & 0xff)
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | (bytes[at + 3] & 0xff) << 24;
    int slot = (four * 0x9E3779B1) >>> (Integer.SIZE - PLACES_BITS);
    long last = places[slot];
    places[slot] = before + at;
    return last;
  }

  private int matching(long candidate, int at) {
    if (candidate < before || before + at - candidate > WINDOW) {
      return 0;
    }
    int other = (int) (candidate - before);
    int most = Math.min(LONGEST, end - at);
    int length = 0;
    while (length < most && bytes[other + length] == bytes[at + length]) {
      length++;
    }
    return length;
  }

  private void slide() {
    int keep = Math.min(WINDOW, end);
    System.arraycopy(bytes, end - keep, bytes, 0, keep);
    before += end - keep;
    start = keep;
    end = keep;
  }

  private void repeat(int length, int distance) throws IOException {
    int code = CODE_OF_LENGTH[length];
    symbol(257 + code);
    put(length - LENGTHS[code], LENGTH_EXTRA_BITS[code]);
    int far = Arrays.binarySearch(DISTANCES, distance);
    int place = far >= 0 ? far : -far - 2;
    put(Integer.reverse(place) >>> 27, 5);
    put(distance - DISTANCES[place], Math.max(0, place / 2 - 1));
  }

  private void endOfBlock() throws IOException {
    symbol(256);
  }

  /** The fixed code of a literal or length, RFC 1951 §3.2.6. */
  private void symbol(int symbol) throws IOException {
    if (symbol < 144) {
      huffman(0x30 + symbol, 8);
    } else if (symbol < 256) {
      huffman(0x190 + symbol - 144, 9);
    } else if (symbol < 280) {
      huffman(symbol - 256, 7);
    } else {
      huffman(0xC0 + symbol - 280, 8);
    }
  }

  private void huffman(int code, int count) throws IOException {
    put(Integer.reverse(code) >>> (Integer.SIZE - count), count);
  }

  private void put(int value, int count) throws IOException {
    bits |= (long) value << bitCount;
    bitCount += count;
    while (bitCount >= Byte.SIZE) {
      out.write((int) bits & 0xff);
      bits >>>= Byte.SIZE;
      bitCount -= Byte.SIZE;
    }
  }

  private void littleEndian(long value) throws IOException {
    for (int i = 0; i < 4; i++) {
      out.write((int) (value >>> Byte.SIZE * i) & 0xff);
    }
  }

  private static int[] codeOfLength() {
    var codes = new int[LONGEST + 1];
    for (int code = 0; code < LENGTHS.length; code++) {
      for (int length = LENGTHS[code]; length <= LONGEST; length++) {
        codes[length] = code;
      }
    }
    return codes;
  }
}
