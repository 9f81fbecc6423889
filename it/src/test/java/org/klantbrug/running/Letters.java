package org.klantbrug.running;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.klantbrug.cli.mail.DemonstrationMail;

/** What the customers of the demonstration's mail server got. */
public final class Letters {
  private final Properties reached = new Properties();

  /**
   * @param reached the environment in which the product knows the mail server
   */
  public Letters(Map<?, ?> reached) {
    this.reached.putAll(reached);
  }

  /** Copies of all of them, in the order in which they came. */
  public List<MimeMessage> all() {
    try (var store = session().getStore("imap")) {
      store.connect(DemonstrationMail.CUSTOMERS, reached.getProperty("KLANTBRUG_IMAP_PASSWORD"));
      try (var folder = store.getFolder("INBOX")) {
        folder.open(Folder.READ_ONLY);
        var letters = new ArrayList<MimeMessage>();
        for (var letter : folder.getMessages()) {
          letters.add(new MimeMessage((MimeMessage) letter));
        }
        return letters;
      }
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By which a customer writes to the company, and reads what came. */
  Session session() {
    var properties = new Properties();
    properties.put("mail.smtp.host", reached.getProperty("KLANTBRUG_SMTP_HOST"));
    properties.put("mail.smtp.port", reached.getProperty("KLANTBRUG_SMTP_PORT"));
    properties.put("mail.imap.host", reached.getProperty("KLANTBRUG_IMAP_HOST"));
    properties.put("mail.imap.port", reached.getProperty("KLANTBRUG_IMAP_PORT"));
    return Session.getInstance(properties);
  }
}
