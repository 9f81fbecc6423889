package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/** What colleagues answer to mail that only asks something: one answer to each, in their words. */
@ApplicationScoped
public class MailAnswers {
  static final String PURPOSE = "MAIL_ANSWER";
  private static final String ONLY_ONE = "0";
  private static final int LONGEST_LINE = 200;

  private Database database;
  private BusinessClock clock;
  private Messages messages;
  private Letters letters;
  private OnlineSettings house;

  /** For the container. */
  protected MailAnswers() {}

  /** Works with these. */
  @Inject
  public MailAnswers(
      Database database,
      BusinessClock clock,
      Messages messages,
      Letters letters,
      OnlineSettings house) {
    this.database = database;
    this.clock = clock;
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
   * @param brand under which the colleague signs, one of {@link #brands}
   */
  public Letters.Letter propose(
      Mailbox.Mail mail, String name, String brand, String language, Staff by) {
    var letter =
        letters.of(
            MailAnswers.class,
            "answer",
            language,
            Map.of(
                "subject",
                mail.subjectLine(),
                "name",
                name == null ? "" : name,
                "by",
                by.fullName(),
                "brand",
                brand));
    var line = letter.subjectLine();
    return new Letters.Letter(
        line.substring(0, Math.min(LONGEST_LINE, line.length())), letter.body());
  }

  /**
   * The companies under whose name a colleague can sign: those that know one of these customers,
   * ours first; our own too where it does not.
   *
   * @param parties who the mail could be from; nobody if it is not known
   */
  public List<String> brands(List<Long> parties, Staff by) {
    var known = parties.isEmpty() ? List.<String>of() : companies(parties, by);
    return Stream.concat(known.stream(), house.company().stream()).distinct().toList();
  }

  /**
   * In whose name an answer is signed unless a colleague chooses another: the first that knows the
   * customer, and our own where it is not sure who wrote.
   *
   * @param brands as {@link #brands} gave them
   * @param sure whether the mail is from one customer, surely
   */
  public String usualBrand(List<String> brands, boolean sure) {
    return (sure ? brands.stream().findFirst() : house.company()).orElse("");
  }

  private List<String> companies(List<Long> parties, Staff by) {
    return database.with(
        handle ->
            new Sight(clock.today(), by.cleanTeam())
                .bindTo(
                    handle.createQuery(
                        """
                        select c.name from customer_company c
                         where %s and exists (select from customer_party_link l join customer_identity i on i.id = l.identity_id
                                               where i.company_id = c.id and l.party_id = any(:parties) and %s)
                         order by c.ours desc, c.id"""
                            .formatted(Sight.COMPANY_SEEN, Sight.LINK_COUNTS)))
                .bindArray("parties", Long.class, parties)
                .mapTo(String.class)
                .list());
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
