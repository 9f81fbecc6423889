package org.klantbrug.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.klantbrug.outbound.MailDoor.Answer;

/** What a mail server says decides whether a message is refused, waits, or needs a person. */
class SmtpDoorTest {
  private static final Message MESSAGE =
      new Message(
          1,
          "COMPLAINT_RECEIVED",
          "0",
          "complaint",
          1,
          "K2026-000001",
          null,
          "boer@klanten.example",
          "Lotte Jansen",
          "klantenservice@example.nl",
          "klantenservice@example.nl",
          "nl",
          "Uw klacht",
          "Beste mevrouw",
          "<1@example.nl>",
          null,
          Message.State.SENDING,
          null,
          1L,
          Instant.parse("2026-05-04T08:00:00Z"),
          Instant.parse("2026-05-04T08:00:00Z"),
          1,
          null);

  /**
   * @param at the command that is answered so; every other is taken
   * @param answer null to break the connection instead
   */
  private static Answer handed(String at, String answer) {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var served = CompletableFuture.runAsync(() -> serve(server, at, answer));
      var properties = new Properties();
      properties.put("mail.smtp.host", "127.0.0.1");
      properties.put("mail.smtp.port", Integer.toString(server.getLocalPort()));
      properties.put("mail.smtp.timeout", "5000");
      var handed =
          new SmtpDoor(Session.getInstance(properties), new MailSettings(Map.of())).hand(MESSAGE);
      served.join();
      return handed.answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(ServerSocket server, String at, String answer) {
    try (var socket = server.accept();
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      if (!say(socket, "CONNECT", at, answer, "220 mail.example")) {
        return;
      }
      var inText = false;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (inText && !line.equals(".")) {
          continue;
        }
        var command = inText ? "END" : line.split("[ :]")[0];
        inText = command.equals("DATA") && !at.equals("DATA");
        if (!say(socket, command, at, answer, inText ? "354 go on" : "250 fine")) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False when the connection is to be broken. */
  private static boolean say(Socket socket, String command, String at, String answer, String usual)
      throws IOException {
    if (command.equals(at) && answer == null) {
      return false;
    }
    var said = (command.equals(at) ? answer : usual) + "\r\n";
    socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
    return true;
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such user, REFUSED",
    "RCPT, 554 5.7.1 not for you, REFUSED",
    "RCPT, 450 4.2.1 try later, NOT_NOW",
    "RCPT, 452 4.2.2 mailbox full, NOT_NOW",
    "MAIL, 451 4.3.0 try later, NOT_NOW",
    "MAIL, 530 5.7.0 log in first, NOT_NOW",
    "MAIL, 550 5.7.1 not as this sender, NOT_NOW",
    "MAIL, 553 5.1.8 sender unknown, NOT_NOW",
    "RCPT, 530 5.7.0 log in first, NOT_NOW",
    "RCPT, 503 5.5.1 MAIL first, NOT_NOW",
    "DATA, 421 4.3.2 closing, NOT_NOW",
    "END, 554 5.6.0 content refused, REFUSED",
    "END, 451 4.7.1 try later, NOT_NOW",
    "CONNECT, 421 too busy, NOT_NOW"
  })
  void whatItSaysDecides(String command, String said, Answer expected) {
    assertThat(handed(command, said)).isEqualTo(expected);
  }

  @Test
  void whatItTakesIsTaken() {
    assertThat(handed("NOTHING", "250 fine")).isEqualTo(Answer.TAKEN);
  }

  @Test
  void aConnectionThatBreaksAfterTheLastLineIsForAPerson() {
    assertThat(handed("END", null)).isEqualTo(Answer.NOBODY_KNOWS);
  }

  /** It has the message: that we could not say goodbye must not send it again. */
  @Test
  void whatItTookStaysTakenHoweverItLeaves() {
    assertThat(handed("QUIT", null)).isEqualTo(Answer.TAKEN);
  }

  @Test
  void aConnectionThatNeverStoodSentNothing() {
    assertThat(handed("CONNECT", null)).isEqualTo(Answer.NOT_NOW);
  }
}
