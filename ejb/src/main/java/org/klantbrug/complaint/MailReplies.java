package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.Sight;
import org.klantbrug.mailbox.IncomingMail;
import org.klantbrug.mailbox.MailArrived;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.BusinessClock;

/**
 * A mail that answers one of ours about a complaint, or names its number and comes from the address
 * that we know, is what the customer replied. Any other is for a person to read; a machine's never
 * is a reply.
 */
@ApplicationScoped
public class MailReplies {
  private static final Pattern NUMBER = Pattern.compile("\\bK[0-9]{4}-[0-9]{6,}\\b");

  private Messages messages;
  private Intake intake;
  private MailFiles files;

  /** For the container. */
  public MailReplies() {}

  /** Works with these. */
  @Inject
  public MailReplies(Messages messages, Intake intake, MailFiles files) {
    this.messages = messages;
    this.intake = intake;
    this.files = files;
  }

  /** A complaint, and what people call it. */
  public record Named(long id, String number) {}

  void onMail(@Observes MailArrived arrived) {
    var mail = arrived.mail();
    if (arrived.isTaken() || mail.automatic() || mail.text().isBlank()) {
      return;
    }
    answered(arrived.handle(), mail)
        .or(() -> named(arrived.handle(), mail))
        .ifPresent(
            complaint -> {
              intake.customerReplied(complaint.id(), words(mail));
              files.goAlong(arrived.id(), complaint.id());
              arrived.take(
                  new MailArrived.Taken(
                      "REPLY", Complaints.SUBJECT, complaint.id(), complaint.number()));
            });
  }

  /** What the customer says with a mail; sent again it is the same. */
  static Words words(IncomingMail mail) {
    return new Words("mail-" + mail.key(), Channel.EMAIL, mail.text(), false);
  }

  private Optional<Named> answered(Handle handle, IncomingMail mail) {
    return messages
        .byMessageIds(handle, mail.refersTo())
        .filter(message -> message.subjectKind().equals(Complaints.SUBJECT))
        .map(message -> new Named(message.subjectId(), message.subjectName()));
  }

  /** A number that anybody may have read counts only from the address that we know. */
  private Optional<Named> named(Handle handle, IncomingMail mail) {
    var number = NUMBER.matcher(mail.subjectLine());
    return number.find()
        ? ComplaintRows.named(handle, number.group())
            .filter(
                complaint ->
                    ComplaintMail.known(handle, complaint.id(), everything(mail))
                            .filter(mail.fromAddress()::equalsIgnoreCase)
                            .isPresent()
                        || messages.wroteTo(
                            handle, Complaints.SUBJECT, complaint.id(), mail.fromAddress()))
        : Optional.empty();
  }

  /** Nobody reads what is compared here. */
  private static Sight everything(IncomingMail mail) {
    return Sight.ofEverything(LocalDate.ofInstant(mail.receivedAt(), BusinessClock.ZONE));
  }
}
