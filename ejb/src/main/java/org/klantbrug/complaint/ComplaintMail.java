package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Mail to somebody who complains. What a colleague wrote is what is sent; the step counts as taken
 * when it was sent, see {@link ComplaintMailSent}.
 */
@ApplicationScoped
public class ComplaintMail {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s,;<>()\"]+@[^\\s,;<>()\"@]+\\.\\w+");

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Messages messages;
  private StatusLinks links;

  /** For the container. */
  public ComplaintMail() {}

  /** Works with these. */
  @Inject
  public ComplaintMail(
      Database database, BusinessClock clock, Audit audit, Messages messages, StatusLinks links) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.messages = messages;
    this.links = links;
  }

  /** What is said to the customer. */
  public enum Purpose {
    /** That we have the complaint. */
    RECEIVED("COMPLAINT_RECEIVED"),
    /** What came of it. */
    OUTCOME("COMPLAINT_OUTCOME"),
    /** What we did with it, as was promised. */
    FEEDBACK("COMPLAINT_FEEDBACK"),
    /** That he will hear what we did with it, where that was promised after the outcome. */
    PROMISED("COMPLAINT_PROMISED"),
    /** That another company has it now. */
    PASSED_ON("COMPLAINT_PASSED_ON"),
    /** Whatever is to be said or asked meanwhile; it takes no step. */
    WORD("COMPLAINT_WORD");

    private final String code;

    Purpose(String code) {
      this.code = code;
    }

    /** As messages call it: {@code COMPLAINT_OUTCOME}. */
    public String code() {
      return code;
    }

    static Optional<Purpose> of(String code) {
      return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
  }

  /**
   * A message as a colleague wrote it.
   *
   * @param to the address; blank for the one that we know
   * @param language {@code nl} or {@code en}
   */
  public record Wanted(
      Purpose purpose, String to, String language, String subjectLine, String body) {
    Wanted saying(String text) {
      return new Wanted(purpose, to, language, subjectLine, text);
    }
  }

  /**
   * Writes a message; it is sent after the transaction.
   *
   * @param version as it was read
   * @throws RuleBroken if the complaint does not wait for that, if a message is under way already,
   *     or if what is to be sent is not complete
   */
  public void write(long id, int version, Wanted wanted, Staff by) {
    if (wanted.purpose() == null) {
      throw new RuleBroken("complaint.mail-what");
    }
    database.inTransaction(
        handle -> {
          var complaint = ComplaintRows.hold(handle, id, version, sightOf(by));
          refuseUnlessWaited(handle, complaint, wanted.purpose());
          var letter = wanted.saying(links.sealed(handle, complaint, wanted.body(), by));
          messages.write(handle, message(handle, complaint, letter, sightOf(by)), by);
          ComplaintRows.keep(handle, complaint);
          ComplaintRows.note(
              handle,
              id,
              by.id(),
              clock.now(),
              Deed.aside("mailWritten", wanted.purpose().code(), null));
          audit.record(
              handle, by.id(), by.login(), "complaintStep", Complaints.SUBJECT, id, "mailWritten");
          return null;
        });
  }

  /** Writes a letter of a step that is being taken, in its transaction. */
  void writeTo(Handle handle, Complaint complaint, Wanted wanted, Staff by) {
    messages.write(handle, message(handle, complaint, wanted, sightOf(by)), by);
  }

  private static void refuseUnlessWaited(Handle handle, Complaint complaint, Purpose purpose) {
    switch (purpose) {
      case RECEIVED -> complaint.needUnacknowledged();
      case OUTCOME -> complaint.need(Stage.OUTCOME);
      case PROMISED -> complaint.needFeedbackOwed();
      case FEEDBACK -> {
        complaint.needFeedbackOwed();
        PartRows.needAllDone(handle, complaint);
      }
      case PASSED_ON -> throw new RuleBroken("complaint.mail-what");
      default -> complaint.needOpen();
    }
  }

  private Sight sightOf(Staff by) {
    return new Sight(clock.today(), by.cleanTeam());
  }

  private static NewMessage message(
      Handle handle, Complaint complaint, Wanted wanted, Sight sight) {
    var to =
        Written.none(wanted.to())
            ? known(handle, complaint.id(), sight)
                .orElseThrow(() -> new RuleBroken("outbound.address"))
            : wanted.to();
    return new NewMessage(
        wanted.purpose().code(),
        occasion(complaint, wanted.purpose()),
        Complaints.SUBJECT,
        complaint.id(),
        complaint.number(),
        complaint.identityId(),
        to,
        wanted.language(),
        wanted.subjectLine(),
        wanted.body(),
        null);
  }

  /**
   * Each handling of a complaint has a letter of its own; of words meanwhile there are many, as
   * there are of promises that change.
   */
  static String occasion(Complaint complaint, Purpose purpose) {
    return purpose == Purpose.WORD || purpose == Purpose.PROMISED
        ? complaint.timesReopened() + "." + complaint.version()
        : Integer.toString(complaint.timesReopened());
  }

  /**
   * How somebody who complains can be reached.
   *
   * @param given in his own words; null if he gave nothing
   */
  public record Contact(Long identityId, String given) {}

  /**
   * Where whoever complains can be written to: the customer's address, else what he gave. Once we
   * know which customer it is, what somebody typed in the public form is no address of his.
   */
  static Optional<String> known(Handle handle, long complaint, Sight sight) {
    return known(handle, contact(handle, complaint), sight);
  }

  private static Optional<String> known(Handle handle, Contact contact, Sight sight) {
    return Optional.ofNullable(contact.identityId())
        .flatMap(identity -> EmailAddresses.of(handle, identity, sight))
        .or(() -> written(contact.given()));
  }

  private static Contact contact(Handle handle, long complaint) {
    return handle
        .createQuery(
            """
            select identity_id,
                   case when identity_id is null or registered_by is not null then contact_given end as given
              from complaint_complaint where id = :id""")
        .bind("id", complaint)
        .map(ConstructorMapper.of(Contact.class))
        .one();
  }

  /**
   * The address to which a letter goes, in full while the page of the customer is open for this
   * colleague, else enough to recognise it; empty if we know none.
   */
  public String knownAddress(long complaint, Staff by) {
    return database.with(
        handle -> {
          var contact = contact(handle, complaint);
          return known(handle, contact, sightOf(by))
              .map(
                  address ->
                      EmailAddresses.readBy(handle, address, contact.identityId(), by, clock.now()))
              .orElse("");
        });
  }

  /**
   * The addresses among which a colleague can choose, each as he may read it; none where there is
   * nothing to choose.
   */
  public List<EmailAddresses.Known> choices(long complaint, Staff by) {
    return database.with(
        handle -> {
          var all = addresses(handle, complaint, by);
          return all.size() < 2
              ? List.of()
              : all.stream().map(known -> readBy(handle, known, by)).toList();
        });
  }

  private EmailAddresses.Known readBy(Handle handle, EmailAddresses.Known known, Staff by) {
    return new EmailAddresses.Known(
        known.identityId(),
        known.company(),
        EmailAddresses.readBy(handle, known.address(), known.identityId(), by, clock.now()));
  }

  private List<EmailAddresses.Known> addresses(Handle handle, long complaint, Staff by) {
    var identity = contact(handle, complaint).identityId();
    return identity == null ? List.of() : EmailAddresses.all(handle, identity, sightOf(by));
  }

  /**
   * The address that was chosen.
   *
   * @param identity of {@link #choices}
   * @throws RuleBroken if the customer who complains has no such address
   */
  public String chosen(long complaint, long identity, Staff by) {
    return database.with(handle -> addresses(handle, complaint, by)).stream()
        .filter(known -> known.identityId() == identity)
        .findFirst()
        .map(EmailAddresses.Known::address)
        .orElseThrow(() -> new RuleBroken("outbound.address"));
  }

  /** In which language whoever complains wrote to us himself; {@code nl} where he did not. */
  public String language(long complaint) {
    return database
        .with(
            handle ->
                handle
                    .createQuery("select language from complaint_online where complaint_id = :id")
                    .bind("id", complaint)
                    .mapTo(String.class)
                    .findOne())
        .orElse("nl");
  }

  /** The message that was written last; empty if none was. For who may see the complaint. */
  public Optional<Message> last(long complaint, Purpose purpose) {
    return messages.lastFor(purpose.code(), Complaints.SUBJECT, complaint);
  }

  private static Optional<String> written(String contact) {
    return contact == null
        ? Optional.empty()
        : ADDRESS.matcher(contact).results().map(MatchResult::group).findFirst();
  }
}
