package org.klantbrug.outbound;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the mail server that the server's own mail session names. */
@ApplicationScoped
public class SmtpDoor implements MailDoor {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpDoor.class);
  private static final int MOST_WORDS = 500;
  private static final Pattern CODE = Pattern.compile("[45][0-9]{2}\\b");

  /** We did not log in, or spoke out of turn: that says nothing of an address. Source: RFC 4954. */
  private static final Pattern OF_US = Pattern.compile("5(03|30|34|35|38)\\b");

  @Resource(lookup = "java:jboss/mail/Klantbrug")
  private Session session;

  @Inject private MailSettings settings;

  /** For the container. */
  public SmtpDoor() {}

  /** Outside a server. */
  SmtpDoor(Session session, MailSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  @Override
  public Handed hand(Message message) {
    try {
      return hand(Mail.of(session, message));
    } catch (MessagingException noMail) {
      return new Handed(Answer.REFUSED, words(noMail));
    }
  }

  private Handed hand(Mail mail) {
    try {
      var transport = session.getTransport("smtp");
      connect(transport);
      var handed = send(transport, mail);
      leave(transport);
      return handed;
    } catch (MessagingException serverAway) {
      return new Handed(Answer.NOT_NOW, words(serverAway));
    }
  }

  /** What was answered stays answered, however we part. */
  private static void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException gone) {
      LOG.debug("The mail server was gone before we left: {}", gone.getMessage());
    }
  }

  private void connect(Transport transport) throws MessagingException {
    var known = settings.credentials();
    if (known.isPresent()) {
      transport.connect(known.get().getKey(), known.get().getValue());
    } else {
      transport.connect();
    }
  }

  private static Handed send(Transport transport, Mail mail) {
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Handed(Answer.TAKEN, null);
    } catch (SendFailedException answered) {
      return new Handed(answer(answered, mail.wasAskedFor()), words(answered));
    } catch (MessagingException broke) {
      return new Handed(Answer.NOBODY_KNOWS, words(broke));
    }
  }

  /**
   * A code of 500 and up about the recipient or about what we wrote is not mended by trying again;
   * one about who we are is, once somebody mended how we are set up, and so is one of 400 and up.
   * Without a code the connection broke before the server answered: it may have the message.
   *
   * @param asked whether the server wanted the text: until then it judged sender and recipient
   */
  private static Answer answer(SendFailedException said, boolean asked) {
    var code = code(said);
    if (code.isEmpty()) {
      return refusesRecipient(said) ? Answer.REFUSED : Answer.NOBODY_KNOWS;
    }
    var forEver = code.startsWith("5") && !OF_US.matcher(code).lookingAt();
    return forEver && (asked || refusesRecipient(said)) ? Answer.REFUSED : Answer.NOT_NOW;
  }

  private static boolean refusesRecipient(SendFailedException said) {
    return said.getInvalidAddresses() != null && said.getInvalidAddresses().length > 0;
  }

  /** The first words that begin with a code of the server; empty if none do. */
  private static String code(SendFailedException said) {
    for (Exception each = said; each != null; each = next(each)) {
      var words = String.valueOf(each.getMessage());
      if (CODE.matcher(words).lookingAt()) {
        return words;
      }
    }
    return "";
  }

  private static Exception next(Exception of) {
    return of instanceof MessagingException mail ? mail.getNextException() : null;
  }

  /** The innermost words say most. */
  private static String words(MessagingException of) {
    Exception last = of;
    while (next(last) != null) {
      last = next(last);
    }
    var words = String.valueOf(last.getMessage()).replaceAll("\\s+", " ").strip();
    return words.substring(0, Math.min(MOST_WORDS, words.length()));
  }
}
