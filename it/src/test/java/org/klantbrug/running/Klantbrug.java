package org.klantbrug.running;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.klantbrug.cli.api.Api;
import org.klantbrug.cli.api.Profile;
import org.klantbrug.cli.mail.DemonstrationMail;
import org.klantbrug.shared.Database;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The demonstration as people start it: {@code ./klantbrug demo} in a process of its own, with its
 * database, its server, its staff and its merger, on free ports, with its data under {@code
 * target/var}.
 */
public final class Klantbrug implements AutoCloseable {
  /** First start: makes the database and the schema, and loads the demonstration merger. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Pattern MEMBER = Pattern.compile(" {2}(\\S+) +(\\S+) {1,}\\S.*");

  private final Path data;
  private final int port;
  private final int databasePort;
  private final int scannerPort = freePort();
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private Process process;

  private Klantbrug(Path data, int port, int databasePort) {
    this.data = data;
    this.port = port;
    this.databasePort = databasePort;
  }

  /**
   * Starts it anew and waits until it is ready.
   *
   * @param name of its folder under {@code target}
   */
  static Klantbrug start(String name) {
    var klantbrug =
        new Klantbrug(Path.of("target", name).toAbsolutePath(), freeServerPort(), freePort());
    klantbrug.launch();
    return klantbrug;
  }

  private void launch() {
    try {
      Files.createDirectories(data);
      var builder =
          CommandLine.of(
              CommandLine.HOME, data, "demo", "--fresh", "--port", Integer.toString(port));
      builder.environment().put("KLANTBRUG_DB_PORT", Integer.toString(databasePort));
      builder.environment().put("KLANTBRUG_SCANNER", "127.0.0.1:" + scannerPort);
      builder.redirectError(data.resolve("demo.log").toFile());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var reader = new Thread(this::listen, "demo");
    reader.setDaemon(true);
    reader.start();
    awaitReady();
  }

  private void listen() {
    try (var out = new BufferedReader(process.inputReader())) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        var member = MEMBER.matcher(line);
        if (member.matches()) {
          passwords.put(member.group(1), member.group(2));
        }
        if (line.startsWith("Begin as")) {
          ready.complete(null);
        }
      }
      ready.completeExceptionally(
          new IllegalStateException("The demonstration ended; " + reason()));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private void awaitReady() {
    try {
      ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IllegalStateException("The demonstration did not start; " + reason(), e);
    }
  }

  private String reason() {
    try {
      var lines = Files.readAllLines(data.resolve("demo.log"));
      return "it said: " + lines.subList(Math.max(0, lines.size() - 5), lines.size());
    } catch (IOException e) {
      return "see " + data.resolve("demo.log");
    }
  }

  /** Where the browser goes; ends with a slash. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** The password of a member of the demonstration's staff. */
  public String password(String login) {
    var password = passwords.get(login);
    if (password == null) {
      throw new IllegalArgumentException("Not of the demonstration's staff: " + login);
    }
    return password;
  }

  /** Where it looks for a virus scanner; there is none until a test puts one there. */
  public int scannerPort() {
    return scannerPort;
  }

  /** The server over REST, as seen by a member of the demonstration's staff. */
  public Api api(String login) {
    var address = address().toString();
    var token =
        new Api(new Profile(address, login, null))
            .post("tokens", Map.of("login", login, "password", password(login), "name", "test"))
            .path("token")
            .asText();
    return new Api(new Profile(address, login, token));
  }

  /** How its mail server is reached. */
  public Properties mail() {
    return read("demonstration/mail.properties");
  }

  /** A customer writes to the company. */
  public void write(String from, String subject, String text) {
    var server = mail();
    var properties = new Properties();
    properties.put("mail.smtp.host", server.getProperty("KLANTBRUG_SMTP_HOST"));
    properties.put("mail.smtp.port", server.getProperty("KLANTBRUG_SMTP_PORT"));
    try {
      var letter = new MimeMessage(Session.getInstance(properties));
      letter.setFrom(new InternetAddress(from));
      letter.setRecipients(Message.RecipientType.TO, DemonstrationMail.COMPANY);
      letter.setSubject(subject);
      letter.setText(text);
      Transport.send(letter);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Properties read(String file) {
    var properties = new Properties();
    try (var in = Files.newInputStream(data.resolve(file))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The database as the running application reaches it. */
  public Database asApplication() {
    var password = read("database/application.properties").getProperty("password");
    return new Database(source("klantbrug_app", password));
  }

  /** The database as its owner reaches it. */
  public Database asOwner() {
    return new Database(source("postgres", ""));
  }

  private PGSimpleDataSource source(String user, String password) {
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres");
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** What the server wrote to its log so far. */
  public String log() {
    try {
      return Files.readString(data.resolve("log/server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    var all = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A port for the server whose management port (1910 further on) is free too. */
  private static int freeServerPort() {
    for (var tries = 0; tries < 100; tries++) {
      var port = freePort();
      if (port < 63_000 && isFree(port + 1910)) {
        return port;
      }
    }
    throw new IllegalStateException("No free ports");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
