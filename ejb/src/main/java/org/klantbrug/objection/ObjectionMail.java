package org.klantbrug.objection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
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
 * Mail to a customer who objects. What a colleague wrote is what is sent; the step counts as taken
 * when it was sent.
 */
@ApplicationScoped
public class ObjectionMail implements SendingCheck {
  private Database database;
  private BusinessClock clock;
  private Messages messages;
  private Objections objections;
  private ObjectionTrail trail;

  /** For the container. */
  protected ObjectionMail() {}

  /** Works with these. */
  @Inject
  public ObjectionMail(
      Database database,
      BusinessClock clock,
      Messages messages,
      Objections objections,
      ObjectionTrail trail) {
    this.database = database;
    this.clock = clock;
    this.messages = messages;
    this.objections = objections;
    this.trail = trail;
  }

  /** What a mail says, by what the objection waits for. */
  public enum Purpose {
    /** That we tried to call. */
    CALL("OBJECTION_CALL", Stage.CALL),
    /** That we are sorry that he went over. */
    APOLOGY("OBJECTION_APOLOGY", Stage.APOLOGY),
    /** What was decided. */
    OUTCOME("OBJECTION_OUTCOME", Stage.CONFIRMATION);

    private final String code;
    private final Stage at;

    Purpose(String code, Stage at) {
      this.code = code;
      this.at = at;
    }

    /** As messages call it: {@code OBJECTION_OUTCOME}. */
    public String code() {
      return code;
    }

    private static Optional<Purpose> of(Message message) {
      return Arrays.stream(values())
          .filter(each -> each.code().equals(message.purpose()))
          .findFirst();
    }

    private static Purpose at(Objection objection) {
      return Arrays.stream(values())
          .filter(each -> each.at == objection.stage())
          .findFirst()
          .orElseThrow(
              () ->
                  new RuleBroken(
                      "objection.other-stage",
                      objection.number(),
                      new StageName(objection.stage())));
    }
  }

  /**
   * Writes the message for which the objection waits; it is sent after the transaction.
   *
   * @param to the address; blank for the one that we know
   * @throws RuleBroken if it waits for none, or one is under way already
   */
  public void write(
      long id, int version, String to, String subjectLine, String body, String language, Staff by) {
    database.inTransaction(
        handle -> {
          var sight = new Sight(clock.today(), by.cleanTeam());
          var objection = ObjectionRows.hold(handle, id, version, sight);
          var purpose = Purpose.at(objection);
          messages.write(
              handle,
              new NewMessage(
                  purpose.code(),
                  "0",
                  Objections.SUBJECT,
                  id,
                  objection.number(),
                  objection.identityId(),
                  to == null || to.isBlank() ? known(handle, objection, sight) : to,
                  language,
                  subjectLine,
                  body,
                  null),
              by);
          ObjectionRows.keep(handle, objection);
          trail.note(handle, id, by, Deed.of("mailWritten", purpose, null));
          return null;
        });
  }

  private static String known(Handle handle, Objection objection, Sight sight) {
    return EmailAddresses.of(handle, objection.identityId(), sight)
        .orElseThrow(() -> new RuleBroken("outbound.address"));
  }

  /** The address that we know, as this colleague may read it; empty if we know none. */
  public String knownAddress(ObjectionView objection, Staff by) {
    return database.with(
        handle ->
            EmailAddresses.of(
                    handle, objection.identityId(), new Sight(clock.today(), by.cleanTeam()))
                .map(
                    address ->
                        EmailAddresses.readBy(
                            handle, address, objection.identityId(), by, clock.now()))
                .orElse(""));
  }

  /** The message that is on its way, or was sent last; empty if there is none. */
  public Optional<Message> last(ObjectionView objection) {
    return Arrays.stream(Purpose.values())
        .filter(each -> each.at == objection.stage())
        .findFirst()
        .flatMap(each -> messages.lastFor(each.code(), Objections.SUBJECT, objection.id()));
  }

  /** What was said otherwise meanwhile is not written once more. */
  @Override
  public Optional<String> objection(Handle handle, Message message) {
    return purpose(message)
        .filter(purpose -> held(handle, message).stage() != purpose.at)
        .map(purpose -> "objectionWentOn");
  }

  void onSent(@Observes MessageSent sent) {
    purpose(sent.message()).ifPresent(purpose -> take(sent, purpose));
  }

  private void take(MessageSent sent, Purpose purpose) {
    var handle = sent.handle();
    var message = sent.message();
    var objection = held(handle, message);
    if (objection.stage() != purpose.at) {
      trail.note(handle, objection.id(), sent.by(), Deed.of("mailSent", purpose, message.body()));
      return;
    }
    objections.take(
        handle, objection, sent.by(), (inIt, held) -> taken(inIt, held, purpose, message, sent));
  }

  private Deed taken(
      Handle handle, Objection objection, Purpose purpose, Message message, MessageSent sent) {
    return switch (purpose) {
      case CALL -> {
        objection.spoken();
        yield Deed.of("lettered", "EMAIL", message.body()).answering("callCustomer", "letterSent");
      }
      case APOLOGY -> {
        objection.apologised();
        yield Deed.of("apologised", "EMAIL", message.body())
            .answering("apologiseToCustomer", "apologised");
      }
      case OUTCOME -> {
        var task = objections.told(handle, objection, "EMAIL", sent.by());
        yield Deed.of("told", "EMAIL", message.body()).answering(task, "told");
      }
    };
  }

  private Objection held(Handle handle, Message message) {
    return ObjectionRows.hold(handle, message.subjectId(), Sight.ofEverything(clock.today()));
  }

  private static Optional<Purpose> purpose(Message message) {
    return Objections.SUBJECT.equals(message.subjectKind())
        ? Purpose.of(message)
        : Optional.empty();
  }
}
