package org.klantbrug.mailbox;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.UUID;
import org.klantbrug.shared.BusinessClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches mail. A mail is moved in the mailbox only after it is kept here: one that is fetched
 * twice, because a server ended in between, is kept once.
 */
@ApplicationScoped
public class MailFetching {
  private static final Logger LOG = LoggerFactory.getLogger(MailFetching.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final int MOST_AT_ONCE = 200;

  @Resource(lookup = "java:jboss/mail/Klantbrug")
  private Session session;

  private final String me = UUID.randomUUID().toString();
  private BusinessClock clock;
  private Mailbox mailbox;
  private MailboxSettings settings;
  private MailboxLook look;

  /** For the container. */
  public MailFetching() {}

  /** Works with these. */
  @Inject
  public MailFetching(
      BusinessClock clock, Mailbox mailbox, MailboxSettings settings, MailboxLook look) {
    this.clock = clock;
    this.mailbox = mailbox;
    this.settings = settings;
    this.look = look;
  }

  /** Outside a server. */
  MailFetching(
      BusinessClock clock,
      Mailbox mailbox,
      MailboxSettings settings,
      MailboxLook look,
      Session session) {
    this(clock, mailbox, settings, look);
    this.session = session;
  }

  /**
   * Fetches what is there, unless another server does.
   *
   * @return how many were new
   */
  public int fetch() {
    if (!look.take(me, LEASE)) {
      return 0;
    }
    try (var store = session.getStore("imap")) {
      store.connect(settings.user(), settings.password());
      mailbox.clockWaiting();
      var fetched = fetch(store);
      look.done(me, null);
      return fetched;
    } catch (MessagingException away) {
      LOG.warn("The mailbox could not be read; looking again in a moment: {}", away.getMessage());
      look.done(me, away.getMessage());
      return 0;
    }
  }

  private int fetch(Store store) throws MessagingException {
    var done = store.getFolder(settings.done());
    if (!done.exists()) {
      done.create(Folder.HOLDS_MESSAGES);
    }
    try (var folder = store.getFolder("INBOX")) {
      folder.open(Folder.READ_WRITE);
      var there = folder.getMessages(1, Math.min(MOST_AT_ONCE, folder.getMessageCount()));
      var fetched = 0;
      for (var message : there) {
        if (!look.take(me, LEASE)) {
          return fetched;
        }
        fetched += message.isSet(Flags.Flag.DELETED) ? 0 : fetch(folder, done, message);
      }
      return fetched;
    }
  }

  /** One that cannot be kept stays where it is, and keeps none of the others. */
  private int fetch(Folder folder, Folder done, Message message) throws MessagingException {
    try {
      var kept = mailbox.keep(MailReading.of((MimeMessage) message, clock.now()));
      folder.copyMessages(new Message[] {message}, done);
      message.setFlag(Flags.Flag.DELETED, true);
      return kept.isPresent() ? 1 : 0;
    } catch (RuntimeException notKept) {
      LOG.warn("A mail could not be kept; it stays in the mailbox and is tried again", notKept);
      return 0;
    }
  }
}
