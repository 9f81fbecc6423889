package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.complaint.Intake;
import org.klantbrug.complaint.MailFiles;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.Recognising;
import org.klantbrug.complaint.Words;
import org.klantbrug.contact.ReceivedMail;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.Staff;
import org.klantbrug.mailbox.MailArrived.Taken;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * What colleagues do with mail that arrived. An address proves nothing: who wrote it is proposed
 * and a person says so.
 */
@ApplicationScoped
public class MailDesk {
  private static final int PROPOSED = 5;
  private static final int LONGEST_NOTE = 4_000;

  private Database database;
  private Audit audit;
  private Mailbox mailbox;
  private CustomerDesk customers;
  private CustomerSearch search;
  private ComplaintDesk complaintDesk;
  private Intake intake;
  private MailFiles files;
  private Recognising recognising;
  private MailAnswers answers;

  /** For the container. */
  protected MailDesk() {}

  /** Works with these. */
  @Inject
  public MailDesk(
      Database database,
      Audit audit,
      Mailbox mailbox,
      CustomerDesk customers,
      CustomerSearch search,
      ComplaintDesk complaintDesk,
      Intake intake,
      MailFiles files,
      Recognising recognising,
      MailAnswers answers) {
    this.database = database;
    this.audit = audit;
    this.mailbox = mailbox;
    this.customers = customers;
    this.search = search;
    this.complaintDesk = complaintDesk;
    this.intake = intake;
    this.files = files;
    this.recognising = recognising;
    this.answers = answers;
  }

  /**
   * A mail, and who it could be from.
   *
   * @param known customers with the sender's address, that the reader may see
   * @param complaints open ones of somebody with that address, that the reader may see
   */
  public record Opened(
      Mailbox.Mail mail, List<CustomerHit> known, List<Recognising.Meant> complaints) {
    /** Whether the address belongs to one customer only. */
    public boolean sure() {
      return known.size() == 1;
    }
  }

  /**
   * Opens a mail and writes that down.
   *
   * @throws RuleBroken if there is none
   */
  public Opened open(long id, Staff by) {
    return database.inTransaction(
        handle -> {
          var mail = mailbox.read(id);
          audit.record(handle, by.id(), by.login(), "mailOpened", Mailbox.SUBJECT, id, null);
          var known = mail.open() ? known(handle, mail, by) : List.<CustomerHit>of();
          return new Opened(mail, known, mail.open() ? meant(mail, known, by) : List.of());
        });
  }

  private List<Recognising.Meant> meant(Mailbox.Mail mail, List<CustomerHit> known, Staff by) {
    return by.may(Action.COMPLAINT_READ)
        ? recognising.open(
            mail.fromAddress(), known.stream().map(CustomerHit::partyId).toList(), by)
        : List.of();
  }

  private List<CustomerHit> known(Handle handle, Mailbox.Mail mail, Staff by) {
    return search.find(handle, mail.fromAddress(), PROPOSED, customers.sightOf(by)).stream()
        .filter(hit -> hit.foundBy().equals("EMAIL"))
        .toList();
  }

  /**
   * Which customer a person says it is.
   *
   * @param partyId one that was proposed; null if none of them
   * @param number of another, as it was typed; blank for nobody that we know
   */
  public record Customer(Long partyId, String number) {}

  /**
   * Makes a complaint of it: by mail, received when the mail was, in the customer's words.
   *
   * @param version as it was read
   * @return the complaint; the same if the same mail became one before
   */
  public long newComplaint(long id, int version, Customer customer, Staff by) {
    return handle(
        id,
        version,
        by,
        mail -> {
          var complaint =
              intake.receive(
                  new NewComplaint(
                      "mail-" + mail.messageKey(),
                      identity(customer, by),
                      mail.from(),
                      Channel.EMAIL,
                      mail.receivedAt(),
                      mail.text(),
                      null,
                      null,
                      null,
                      null),
                  by);
          return new Done(taken("NEW_COMPLAINT", complaint, by), left(id, complaint));
        });
  }

  /** It is about a complaint that we have. */
  public long belongsTo(long id, int version, String number, Staff by) {
    return handle(
        id,
        version,
        by,
        mail -> {
          var complaint = complaintDesk.find(number == null ? "" : number.strip(), by);
          intake.customerReplied(
              complaint, new Words("mail-" + mail.messageKey(), Channel.EMAIL, mail.text(), false));
          return new Done(taken("REPLY", complaint, by), left(id, complaint));
        });
  }

  /** Files that did not go along, by name; null if all did. */
  private String left(long mail, long complaint) {
    var left = String.join(", ", files.goAlong(mail, complaint));
    return left.isEmpty() ? null : left.substring(0, Math.min(LONGEST_NOTE, left.length()));
  }

  private Taken taken(String outcome, long complaint, Staff by) {
    return new Taken(
        outcome,
        Complaints.SUBJECT,
        complaint,
        complaintDesk.look(complaint, by).complaint().number());
  }

  /** No complaint: it stands in the customer's timeline. */
  public long contact(long id, int version, Customer customer, Staff by) {
    return handle(
        id,
        version,
        by,
        mail -> {
          var party = party(customer, by);
          if (party == null) {
            throw new RuleBroken("mailbox.customer-needed");
          }
          note(mail, identity(customer, by));
          return new Done(new Taken("CONTACT", "customer", party, null), null);
        });
  }

  private void note(Mailbox.Mail mail, long identity) {
    database.use(
        handle ->
            ReceivedMail.note(
                handle, identity, mail.from(), mail.subjectLine(), mail.text(), mail.receivedAt()));
  }

  /**
   * It only asks something: a colleague answers. Mail and answer stand in the customer's timeline
   * if we know who it is.
   *
   * @param answer as it will be sent, to the address that the mail came from
   * @throws RuleBroken also if a machine wrote it: two of them would go on for ever
   */
  public long answer(long id, int version, Customer customer, MailAnswers.Answer answer, Staff by) {
    return handle(
        id,
        version,
        by,
        mail -> {
          var party = party(customer, by);
          var identity = party == null ? null : identity(customer, by);
          answers.write(mail, identity, answer, by);
          if (identity == null) {
            return new Done(new Taken("ANSWERED", null, 0, null), null);
          }
          note(mail, identity);
          return new Done(new Taken("ANSWERED", "customer", party, null), null);
        });
  }

  /** Nothing that a customer wants of us. */
  public long notForUs(long id, int version, String why, Staff by) {
    if (why == null || why.isBlank()) {
      throw new RuleBroken("mailbox.reason-missing");
    }
    if (why.length() > LONGEST_NOTE) {
      throw new RuleBroken("complaint.text-too-long", LONGEST_NOTE);
    }
    return handle(
        id, version, by, mail -> new Done(new Taken("NOT_FOR_US", null, 0, null), why.strip()));
  }

  /** What became of it, and why. */
  private record Done(Taken taken, String note) {}

  private long handle(long id, int version, Staff by, Function<Mailbox.Mail, Done> doing) {
    return database.inTransaction(
        handle -> {
          var done = doing.apply(mailbox.read(id));
          mailbox.handled(handle, id, version, done.taken(), done.note(), by);
          audit.record(handle, by.id(), by.login(), "mailHandled", Mailbox.SUBJECT, id, null);
          return done.taken().subjectId();
        });
  }

  private Long identity(Customer customer, Staff by) {
    var party = party(customer, by);
    return party == null
        ? null
        : complaintDesk.complainants(party, by).stream()
            .findFirst()
            .map(ComplaintDesk.Complainant::identityId)
            .orElseThrow(() -> new RuleBroken("customer.unknown"));
  }

  Long party(Customer customer, Staff by) {
    if (customer.number() == null || customer.number().isBlank()) {
      return customer.partyId();
    }
    var found =
        search.find(customer.number(), 2, customers.sightOf(by)).stream()
            .filter(hit -> hit.foundBy().equals("NUMBER"))
            .toList();
    if (found.size() != 1) {
      throw new RuleBroken("mailbox.customer-unknown");
    }
    return found.get(0).partyId();
  }
}
