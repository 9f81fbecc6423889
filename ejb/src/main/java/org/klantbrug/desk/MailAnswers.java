package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What colleagues answer to mail that only asks something: one answer to each, in their words. */
@ApplicationScoped
public class MailAnswers {
  static final String PURPOSE = "MAIL_ANSWER";
  private static final String ONLY_ONE = "0";
  private static final int LONGEST_LINE = 200;

  private Database database;
  private Messages messages;
  private Letters letters;
  private OnlineSettings house;

  /** For the container. */
  protected MailAnswers() {}

  /** Works with these. */
  @Inject
  public MailAnswers(Database database, Messages messages, Letters letters, OnlineSettings house) {
    this.database = database;
    this.messages = messages;
    this.letters = letters;
    this.house = house;
  }

  /**
   * An answer as a colleague wrote it.
   *
   * @param language {@code nl} or {@code en}
   */
  public record Answer(String language, String subjectLine, String body) {}

  /**
   * A proposed answer: everything but what is to be said.
   *
   * @param name of the customer; null if nobody knows who it is
   */
  public Letters.Letter propose(Mailbox.Mail mail, String name, String language, Staff by) {
    var letter =
        letters.of(
            MailAnswers.class,
            "answer",
            language,
            Map.of(
                "subject", mail.subjectLine(),
                "name", name == null ? "" : name,
                "by", by.fullName(),
                "brand", house.company().orElse("")));
    var line = letter.subjectLine();
    return new Letters.Letter(
        line.substring(0, Math.min(LONGEST_LINE, line.length())), letter.body());
  }

  /** Writes it to where the mail came from; it is sent after the transaction. */
  void write(Mailbox.Mail mail, Long identity, Answer answer, Staff by) {
    if (mail.automatic()) {
      throw new RuleBroken("mailbox.automatic");
    }
    if (answer == null) {
      throw new RuleBroken("outbound.words-missing");
    }
    database.use(
        handle ->
            messages.write(
                handle,
                new NewMessage(
                    PURPOSE,
                    ONLY_ONE,
                    Mailbox.SUBJECT,
                    mail.id(),
                    null,
                    identity,
                    mail.fromAddress(),
                    answer.language(),
                    answer.subjectLine(),
                    answer.body(),
                    mail.messageId()),
                by));
  }

  /** The answer to a mail, and how far it is; empty if there is none. */
  public Optional<Message> of(long mail) {
    return messages.lastFor(PURPOSE, Mailbox.SUBJECT, mail);
  }
}
