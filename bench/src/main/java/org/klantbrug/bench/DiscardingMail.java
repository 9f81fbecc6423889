package org.klantbrug.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server on loopback that takes every mail and throws it away: one that keeps them, as the
 * demonstration's does, has no room for those of a whole merger. Whose address begins with {@code
 * weg.} it refuses for good.
 */
public final class DiscardingMail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiscardingMail.class);
  private static final String GONE = "weg.";
  private static final String COMPANY = "klantenservice@example.nl";

  private final ServerSocket door;
  private final ExecutorService threads = Executors.newCachedThreadPool(DiscardingMail::behind);
  private final AtomicLong taken = new AtomicLong();

  private DiscardingMail(ServerSocket door) {
    this.door = door;
  }

  /** Starts it on a free port. */
  public static DiscardingMail start() {
    try {
      var mail = new DiscardingMail(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
      mail.threads.submit(mail::listen);
      return mail;
    } catch (IOException e) {
      throw new UncheckedIOException("No free port was found for mail", e);
    }
  }

  private static Thread behind(Runnable work) {
    var thread = new Thread(work, "mail");
    thread.setDaemon(true);
    return thread;
  }

  /** What the server of the product is to know of it. */
  public Map<String, String> environment() {
    return Map.of(
        "KLANTBRUG_SMTP_HOST", door.getInetAddress().getHostAddress(),
        "KLANTBRUG_SMTP_PORT", Integer.toString(door.getLocalPort()),
        "KLANTBRUG_MAIL_ADDRESS", COMPANY);
  }

  /** So many mails it took. */
  public long taken() {
    return taken.get();
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        threads.submit(() -> serve(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket caller) {
    try (caller;
        var in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
        var out = new OutputStreamWriter(caller.getOutputStream(), StandardCharsets.ISO_8859_1)) {
      say(out, "220 here");
      var line = in.readLine();
      while (line != null && !verb(line).equals("QUIT")) {
        say(out, verb(line).equals("DATA") ? takeIn(in, out) : answer(line));
        line = in.readLine();
      }
      say(out, "221 Bye");
    } catch (IOException hungUp) {
      LOG.debug("Who sent mail hung up: {}", hungUp.getMessage());
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  private static String answer(String line) {
    return verb(line).equals("RCPT") && refuses(line) ? "550 5.1.1 No such mailbox" : "250 OK";
  }

  private String takeIn(BufferedReader in, Writer out) throws IOException {
    say(out, "354 Go on");
    var line = in.readLine();
    while (line != null && !line.equals(".")) {
      line = in.readLine();
    }
    taken.incrementAndGet();
    return "250 Taken";
  }

  private static boolean refuses(String line) {
    return line.toLowerCase(Locale.ROOT).contains("<" + GONE);
  }

  private static String verb(String line) {
    return line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
