package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.SendingCheck;
import org.klantbrug.shared.BusinessClock;

/**
 * What becomes of mail to customers of a signal: a customer has heard it when his mail was sent,
 * and nothing is sent that he heard already or that was stopped.
 */
@ApplicationScoped
public class SignalMail implements SendingCheck {
  /** SQL: the address of link {@code x} with complaint {@code k}; null if none is known. */
  static final String ADDRESS =
      "(case when x.identity_id is null then substring(k.contact_given from '[^\\s,;<>()\"]+@[^\\s,;<>()\"@]+\\.\\w+') else "
          + EmailAddresses.sql("x.identity_id")
          + " end)";

  /** SQL: a mail about link {@code x} is on its way, or a person must look what became of it. */
  static final String UNDER_WAY =
      "exists (select from outbound_message m where m.purpose in ('SIGNAL_PASSED_ON', 'SIGNAL_FEEDBACK') and m.subject_kind = 'signal'"
          + " and m.subject_id = x.signal_id and split_part(m.occasion, '.', 1) = cast(x.id as text)"
          + " and m.state in ('WAITING', 'SENDING', 'UNKNOWN'))";

  private BusinessClock clock;
  private SignalTelling telling;

  /** For the container. */
  public SignalMail() {}

  /** Works with these. */
  @Inject
  public SignalMail(BusinessClock clock, SignalTelling telling) {
    this.clock = clock;
    this.telling = telling;
  }

  /**
   * Who heard it otherwise meanwhile, or has nothing to do with it, gets no mail, nor who was to
   * get one that was stopped; nobody reads that we pass something on once it is over.
   */
  @Override
  public Optional<String> objection(Handle handle, Message message) {
    var purpose = purpose(message);
    if (purpose.isEmpty()) {
      return Optional.empty();
    }
    if (!waits(handle, message)) {
      return Optional.of("signalTold");
    }
    if (purpose.get() == Purpose.PASSED_ON && isOver(handle, message)) {
      return Optional.of("signalOver");
    }
    return MailingRows.isStopped(handle, message.id())
        ? Optional.of("signalStopped")
        : Optional.empty();
  }

  void onSent(@Observes MessageSent sent) {
    var message = sent.message();
    purpose(message)
        .filter(purpose -> waits(sent.handle(), message))
        .ifPresent(
            purpose ->
                telling.sent(
                    sent.handle(),
                    message.subjectId(),
                    link(message),
                    new SignalCustomers.Word(
                        purpose,
                        "EMAIL",
                        message.body(),
                        MailingRows.isFeedback(sent.handle(), message.id()),
                        message.sentAt(),
                        sent.by())));
  }

  private static boolean waits(Handle handle, Message message) {
    return handle
        .createQuery(
            "select exists (select from signal_linked where id = :link and told_at is null and tell_by is not null)")
        .bind("link", link(message))
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean isOver(Handle handle, Message message) {
    return handle
        .createQuery("select ended_at is not null from signal_signal where id = :id")
        .bind("id", message.subjectId())
        .mapTo(Boolean.class)
        .one();
  }

  /** {@code 17.2}: link 17, the second version of the words. */
  private static long link(Message message) {
    return Long.parseLong(message.occasion().replaceFirst("\\..*", ""));
  }

  /** Empty for a message that tells of no signal. */
  private static Optional<Purpose> purpose(Message message) {
    return Stream.of(Purpose.values())
        .filter(each -> each.message().equals(message.purpose()))
        .findFirst();
  }
}
