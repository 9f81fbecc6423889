package org.klantbrug.attachment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ClamAV's daemon says of some bytes, by its command INSTREAM: the bytes go in chunks, each
 * with its length before it, the last one empty. Source: clamd(8).
 */
final class Clamd {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_ANSWER = 4096;
  private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");
  private static final String CLEAN = "stream: OK";

  private final SocketAddress address;

  private Clamd(SocketAddress address) {
    this.address = address;
  }

  /**
   * A daemon.
   *
   * @param where {@code host:port}, or {@code unix:/path} of its socket
   */
  static Clamd at(String where) {
    if (where.startsWith("unix:")) {
      return new Clamd(UnixDomainSocketAddress.of(where.substring("unix:".length())));
    }
    var colon = where.lastIndexOf(':');
    if (colon < 1 || !where.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("The scanner is at host:port or unix:/path");
    }
    return new Clamd(
        new InetSocketAddress(
            where.substring(0, colon), Integer.parseInt(where.substring(colon + 1))));
  }

  /** A connection that is not made yet. */
  SocketChannel channel() throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  /**
   * Asks over a connection.
   *
   * @return what was found; empty if nothing
   * @throws IOException if it did not look, or did not say so plainly
   */
  Optional<String> find(SocketChannel channel, byte[] content) throws IOException {
    channel.connect(address);
    write(channel, ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
    for (var from = 0; from < content.length; from += CHUNK) {
      var length = Math.min(CHUNK, content.length - from);
      write(channel, ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
      write(channel, ByteBuffer.wrap(content, from, length));
    }
    write(channel, ByteBuffer.allocate(Integer.BYTES));
    return read(answer(channel));
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String answer(SocketChannel channel) throws IOException {
    var said = ByteBuffer.allocate(LONGEST_ANSWER);
    while (said.hasRemaining() && channel.read(said) >= 0) {
      if (said.position() > 0 && said.get(said.position() - 1) == 0) {
        break;
      }
    }
    return new String(said.array(), 0, said.position(), StandardCharsets.UTF_8)
        .replace("\0", "")
        .strip();
  }

  /** Whatever is not plainly clean is not clean. */
  static Optional<String> read(String answer) throws IOException {
    var found = FOUND.matcher(answer);
    if (found.matches()) {
      return Optional.of(found.group(1));
    }
    if (answer.equals(CLEAN)) {
      return Optional.empty();
    }
    throw new IOException("The scanner answered: " + answer);
  }
}
