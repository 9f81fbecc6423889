package org.klantbrug.cli.mail;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.klantbrug.cli.Refused;
import org.klantbrug.cli.server.Installation;

/** What the customers of the demonstration got, and what they write. */
final class LetterBox {
  private final Properties reached;

  private LetterBox(Properties reached) {
    this.reached = reached;
  }

  /** That of the demonstration that runs here. */
  static LetterBox here() {
    var folder = Installation.fromEnvironment().data().resolve("demonstration");
    var reached = DemonstrationMail.read(folder);
    if (reached.isEmpty()) {
      throw new Refused("No demonstration was started here. Start it first: ./klantbrug demo");
    }
    return new LetterBox(reached);
  }

  /** Something that is done with the open folder. */
  @FunctionalInterface
  interface Reading<T> {
    T with(Message[] letters) throws MessagingException;
  }

  /** Reads what customers got, the oldest first. */
  <T> T read(Reading<T> reading) {
    var session = session();
    try (var store = session.getStore("imap")) {
      store.connect(DemonstrationMail.CUSTOMERS, reached.getProperty("KLANTBRUG_IMAP_PASSWORD"));
      try (var folder = store.getFolder("INBOX")) {
        folder.open(Folder.READ_ONLY);
        return reading.with(folder.getMessages());
      }
    } catch (MessagingException e) {
      throw away(e);
    }
  }

  /** Sends a letter to the company. */
  void send(String from, String subject, String text) {
    try {
      var letter = new MimeMessage(session());
      letter.setFrom(new InternetAddress(from, true));
      letter.setRecipients(Message.RecipientType.TO, DemonstrationMail.COMPANY);
      letter.setSubject(subject, StandardCharsets.UTF_8.name());
      send(letter, text);
    } catch (MessagingException e) {
      throw away(e);
    }
  }

  /** Answers a letter that a customer got, with its number in the list. */
  void reply(int number, String text) {
    read(
        letters -> {
          var answered = letter(letters, number);
          var reply = (MimeMessage) answered.reply(false);
          reply.setFrom(answered.getRecipients(Message.RecipientType.TO)[0]);
          send(reply, text);
          return null;
        });
  }

  private static void send(MimeMessage letter, String text) throws MessagingException {
    letter.setText(text, StandardCharsets.UTF_8.name());
    letter.setSentDate(new Date());
    Transport.send(letter);
  }

  /** The letter with this number in the list. */
  static Message letter(Message[] letters, int number) {
    if (number < 1 || number > letters.length) {
      throw new Refused("There is no letter " + number + ". See: ./klantbrug mail list");
    }
    return letters[number - 1];
  }

  private Session session() {
    var properties = new Properties();
    properties.put("mail.smtp.host", reached.getProperty("KLANTBRUG_SMTP_HOST"));
    properties.put("mail.smtp.port", reached.getProperty("KLANTBRUG_SMTP_PORT"));
    properties.put("mail.imap.host", reached.getProperty("KLANTBRUG_IMAP_HOST"));
    properties.put("mail.imap.port", reached.getProperty("KLANTBRUG_IMAP_PORT"));
    return Session.getInstance(properties);
  }

  private static Refused away(MessagingException e) {
    return new Refused(
        "The mail server of the demonstration does not answer ("
            + e.getMessage()
            + "). Does it run?",
        e);
  }
}
