package org.klantbrug.attachment;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scanner on this machine that speaks clamd's INSTREAM and finds the EICAR test file; asks for
 * the bytes in chunks and their end as clamd does.
 */
public final class TestScanner implements AutoCloseable {
  /** The test file that every scanner finds, put together so that no scanner finds it here. */
  public static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  private static final String COMMAND = "zINSTREAM\0";

  private final ServerSocket door;
  private final AtomicInteger scanned = new AtomicInteger();
  private volatile String answer;

  /**
   * @param port to listen on; 0 for one that is free
   */
  public TestScanner(int port) throws IOException {
    door = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
    var listening = new Thread(this::listen, "scanner");
    listening.setDaemon(true);
    listening.start();
  }

  /** Where it is, as the environment names it. */
  public String where() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** From now on it says this of every file; empty for nothing at all. */
  public void says(String always) {
    answer = always;
  }

  /** How many files it looked through. */
  public int scanned() {
    return scanned.get();
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        new Thread(() -> serve(caller), "scan").start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      var said = said(new String(received(caller), StandardCharsets.ISO_8859_1));
      caller.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
      if (said.isEmpty()) {
        caller.getInputStream().read(); // until the caller hangs up
      }
    } catch (IOException hungUp) {
      return; // the caller did not wait for the answer
    }
  }

  private String said(String content) {
    scanned.incrementAndGet();
    if (answer != null) {
      return answer;
    }
    return content.contains(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
  }

  private static byte[] received(Socket caller) throws IOException {
    var in = new DataInputStream(caller.getInputStream());
    var command = new String(in.readNBytes(COMMAND.length()), StandardCharsets.US_ASCII);
    if (!command.equals(COMMAND)) {
      throw new IOException("Not a command of clamd: " + command);
    }
    var content = new ByteArrayOutputStream();
    for (var length = in.readInt(); length > 0; length = in.readInt()) {
      content.write(in.readNBytes(length));
    }
    return content.toByteArray();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
