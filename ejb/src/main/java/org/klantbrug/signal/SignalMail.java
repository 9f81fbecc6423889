package org.klantbrug.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.EmailAddresses;
import org.klantbrug.customer.Sight;
import org.klantbrug.identity.Staff;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.Messages;
import org.klantbrug.outbound.NewMessage;
import org.klantbrug.outbound.SendingCheck;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.Database;
import org.klantbrug.shared.RuleBroken;

/**
 * Mail that tells customers what was done with a signal: one text to all of them who wait and whose
 * address is known. A customer has heard it when his mail was sent.
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
          + " and m.subject_id = x.signal_id and m.occasion = cast(x.id as text) and m.state not in ('REFUSED', 'DROPPED'))";

  private Database database;
  private BusinessClock clock;
  private Audit audit;
  private Messages messages;
  private SignalTelling telling;

  /** For the container. */
  public SignalMail() {}

  /** Works with these. */
  @Inject
  public SignalMail(
      Database database,
      BusinessClock clock,
      Audit audit,
      Messages messages,
      SignalTelling telling) {
    this.database = database;
    this.clock = clock;
    this.audit = audit;
    this.messages = messages;
    this.telling = telling;
  }

  /**
   * What all of them read.
   *
   * @param language {@code nl} or {@code en}
   */
  public record Wanted(String language, String subjectLine, String body) {}

  /** A customer whose address is known, by the key of what links him to the signal. */
  public record Reached(long link, Long identityId, String address) {}

  /**
   * Writes to everybody who waits and has an address; the mails are sent after the transaction.
   *
   * @return how many were written
   * @throws RuleBroken if nobody can be written to, or the text is not complete
   */
  public int write(long id, Wanted wanted, Staff by) {
    return database.inTransaction(
        handle -> {
          var sight = new Sight(clock.today(), by.cleanTeam());
          var signal = SignalRows.hold(handle, id, sight);
          var written =
              messages.writeToAll(handle, letter(signal, wanted), to(handle, id, sight), by);
          if (written == 0) {
            throw new RuleBroken("signal.nobody-reached");
          }
          SignalRows.note(
              handle, id, by.id(), clock.now(), Deed.of("mailed", written, wanted.subjectLine()));
          audit.record(handle, by.id(), by.login(), "signalStep", Signals.SUBJECT, id, "mailed");
          return written;
        });
  }

  private static NewMessage letter(Signal signal, Wanted wanted) {
    return new NewMessage(
        Purpose.of(signal.state()).message(),
        null,
        Signals.SUBJECT,
        signal.id(),
        signal.number(),
        null,
        null,
        wanted.language(),
        wanted.subjectLine(),
        wanted.body(),
        null);
  }

  private static List<Messages.To> to(Handle handle, long signal, Sight sight) {
    return sight
        .bindTo(
            handle.createQuery(
                """
                select x.id as link, x.identity_id, %s as address
                  from signal_linked x left join complaint_complaint k on k.id = x.complaint_id
                 where x.signal_id = :signal and x.told_at is null and x.tell_by is not null and %s and %s and not %s
                 order by x.id
                """
                    .formatted(ADDRESS, SignalRows.COUNTS_ONCE, SignalRows.LINK_SEEN, UNDER_WAY)))
        .bind("signal", signal)
        .map(ConstructorMapper.of(Reached.class))
        .stream()
        .filter(each -> each.address() != null)
        .map(each -> new Messages.To(Long.toString(each.link()), each.identityId(), each.address()))
        .toList();
  }

  /**
   * Who heard it otherwise meanwhile, or has nothing to do with it, gets no mail; nobody reads that
   * we pass something on once it is over.
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
    return purpose.get() == Purpose.PASSED_ON && isOver(handle, message)
        ? Optional.of("signalOver")
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
                        purpose, "EMAIL", message.body(), message.sentAt(), sent.by())));
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

  private static long link(Message message) {
    return Long.parseLong(message.occasion());
  }

  /** Empty for a message that tells of no signal. */
  private static Optional<Purpose> purpose(Message message) {
    return Stream.of(Purpose.values())
        .filter(each -> each.message().equals(message.purpose()))
        .findFirst();
  }
}
