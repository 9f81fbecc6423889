package org.klantbrug.cli.mail;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * A mail server of the demonstration's own, on loopback: what is sent to the company lies in its
 * mailbox, what is sent to anybody else in that of its customers. It forgets all when it stops.
 */
public final class DemonstrationMail implements AutoCloseable {
  /** The mailbox of the company. */
  public static final String COMPANY = "klantenservice@example.nl";

  /** The mailbox of everybody else. */
  public static final String CUSTOMERS = "klanten@klanten.example";

  private static final String FILE = "mail.properties";

  private final GreenMail server;
  private final String password;

  private DemonstrationMail(GreenMail server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts it on free ports.
   *
   * @param folder where it writes how it is reached
   */
  public static DemonstrationMail start(Path folder) {
    var here = InetAddress.getLoopbackAddress().getHostAddress();
    var server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, here, ServerSetup.PROTOCOL_SMTP).dynamicPort(),
              new ServerSetup(0, here, ServerSetup.PROTOCOL_IMAP).dynamicPort()
            });
    server.start();
    var mail = new DemonstrationMail(server, UUID.randomUUID().toString());
    mail.sortLetters();
    mail.write(folder);
    return mail;
  }

  private void sortLetters() {
    var company = server.setUser(COMPANY, COMPANY, password);
    var customers = server.setUser(CUSTOMERS, CUSTOMERS, password);
    server
        .getUserManager()
        .setMessageDeliveryHandler((letter, to) -> box(to.getEmail(), company, customers));
  }

  private static GreenMailUser box(String to, GreenMailUser company, GreenMailUser customers) {
    return to.equalsIgnoreCase(COMPANY) ? company : customers;
  }

  private void write(Path folder) {
    var properties = new Properties();
    properties.putAll(environment());
    try (var out = Files.newOutputStream(folder.resolve(FILE))) {
      properties.store(out, "The mail server of the demonstration");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a running one is reached; empty if none was ever started. */
  static Properties read(Path folder) {
    var properties = new Properties();
    if (Files.exists(folder.resolve(FILE))) {
      try (var in = Files.newInputStream(folder.resolve(FILE))) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  /** What the server of the product is to know of it. */
  public Map<String, String> environment() {
    var here = InetAddress.getLoopbackAddress().getHostAddress();
    return Map.of(
        "KLANTBRUG_SMTP_HOST", here,
        "KLANTBRUG_SMTP_PORT", Integer.toString(server.getSmtp().getPort()),
        "KLANTBRUG_MAIL_ADDRESS", COMPANY,
        "KLANTBRUG_IMAP_HOST", here,
        "KLANTBRUG_IMAP_PORT", Integer.toString(server.getImap().getPort()),
        "KLANTBRUG_IMAP_USER", COMPANY,
        "KLANTBRUG_IMAP_PASSWORD", password,
        "KLANTBRUG_IMAP_SECONDS", "5");
  }

  @Override
  public void close() {
    server.stop();
  }
}
