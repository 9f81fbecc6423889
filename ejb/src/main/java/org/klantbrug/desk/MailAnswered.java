package org.klantbrug.desk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.klantbrug.mailbox.MailClocks;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.outbound.MailQuestions;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.work.WorkItemCompleting;

/** Who mailed us has his answer once it was sent; or once a colleague told him otherwise. */
@ApplicationScoped
public class MailAnswered {
  private Database database;
  private BusinessClock time;
  private Messages messages;
  private MailClocks clocks;

  /** For the container. */
  protected MailAnswered() {}

  /** Works with these. */
  @Inject
  public MailAnswered(Database database, BusinessClock time, Messages messages, MailClocks clocks) {
    this.database = database;
    this.time = time;
    this.messages = messages;
    this.clocks = clocks;
  }

  void onSent(@Observes MessageSent sent) {
    mail(sent.message())
        .ifPresent(
            mail -> clocks.answered(sent.handle(), mail, sent.message().sentAt(), sent.by()));
  }

  void onToldOtherwise(@Observes WorkItemCompleting answer) {
    if (answer.item().kind().equals(MailQuestions.REFUSED)) {
      database.use(
          handle ->
              mail(messages.read(answer.item().subjectId()))
                  .ifPresent(mail -> clocks.answered(handle, mail, time.now(), answer.staff())));
    }
  }

  /** The mail that a message answers. */
  private static Optional<Long> mail(Message message) {
    return Optional.of(message)
        .filter(each -> each.purpose().equals(MailAnswers.PURPOSE))
        .filter(each -> each.subjectKind().equals(Mailbox.SUBJECT))
        .map(Message::subjectId);
  }
}
