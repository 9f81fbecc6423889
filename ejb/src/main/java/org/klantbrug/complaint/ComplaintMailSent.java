package org.klantbrug.complaint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.klantbrug.audit.Audit;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintMail.Purpose;
import org.klantbrug.customer.Sight;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.SendingCheck;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.work.WorkItems;

/**
 * What becomes of a complaint when its mail was sent: the step is taken, at that moment. Until then
 * the customer may have heard it in another way; then it is no longer sent.
 */
@ApplicationScoped
public class ComplaintMailSent implements SendingCheck {
  /** Nobody who works on the complaint needs to read first that these were sent. */
  private static final Set<Purpose> ASIDE =
      EnumSet.of(Purpose.RECEIVED, Purpose.PROMISED, Purpose.WORD);

  private BusinessClock clock;
  private Audit audit;
  private WorkItems workItems;
  private ComplaintClocks clocks;
  private Event<FeedbackGiven> feedback;

  /** For the container. */
  public ComplaintMailSent() {}

  /** Works with these. */
  @Inject
  public ComplaintMailSent(
      BusinessClock clock,
      Audit audit,
      WorkItems workItems,
      ComplaintClocks clocks,
      Event<FeedbackGiven> feedback) {
    this.clock = clock;
    this.audit = audit;
    this.workItems = workItems;
    this.clocks = clocks;
    this.feedback = feedback;
  }

  @Override
  public Optional<String> objection(Handle handle, Message message) {
    return purpose(message)
        .filter(purpose -> !isWaited(handle, held(handle, message), message, purpose))
        .map(purpose -> "complaintWentOn");
  }

  void onSent(@Observes MessageSent sent) {
    purpose(sent.message()).ifPresent(purpose -> take(sent, purpose));
  }

  private void take(MessageSent sent, Purpose purpose) {
    var handle = sent.handle();
    var complaint = held(handle, sent.message());
    var deed =
        isWaited(handle, complaint, sent.message(), purpose)
            ? taken(sent, complaint, purpose)
            : Deed.aside("mailSent", purpose.code(), null);
    if (ASIDE.contains(purpose)) {
      ComplaintRows.keepAside(handle, complaint); // a colleague may be typing the next step
    } else {
      ComplaintRows.keep(handle, complaint);
    }
    ComplaintRows.note(
        handle,
        complaint.id(),
        sent.by().id(),
        sent.message().sentAt(),
        deed.saying(sent.message().body()));
    Relatives.tell(handle, workItems, complaint, deed.kind(), sent.message().sentAt());
    audit.record(
        handle,
        sent.by().id(),
        sent.by().login(),
        "complaintStep",
        Complaints.SUBJECT,
        complaint.id(),
        deed.kind());
    if (deed.task() != null) {
      workItems.happened(Complaints.SUBJECT, complaint.id(), deed.task(), sent.by(), deed.answer());
      HandlersTasks.give(handle, workItems, complaint, deed.task(), sent.by());
    }
  }

  private Deed taken(MessageSent sent, Complaint complaint, Purpose purpose) {
    var handle = sent.handle();
    var at = sent.message().sentAt();
    var by = sent.by();
    return switch (purpose) {
      case RECEIVED -> {
        complaint.acknowledge(by.id(), at);
        clocks.acknowledged(handle, complaint, at, by.id());
        yield Deed.aside("acknowledged", Channel.EMAIL, null)
            .answering("acknowledgeReceipt", "acknowledged");
      }
      case OUTCOME -> {
        complaint.tellOutcome(Channel.EMAIL, Experience.NOT_ASKED, at);
        clocks.told(handle, complaint, at, by.id());
        askToTellPromise(sent, complaint);
        yield Deed.aside("outcomeTold", Channel.EMAIL, null).answering("giveOutcome", "told");
      }
      case FEEDBACK -> {
        var words = sent.message().body();
        complaint.giveFeedback(words, at);
        clocks.feedbackGiven(handle, complaint, at, by.id());
        feedback.fire(new FeedbackGiven(handle, complaint.id(), words, by));
        yield promiseKnown(complaint, Deed.aside("feedbackGiven", Channel.EMAIL, null));
      }
      case PROMISED -> promiseKnown(complaint, Deed.aside("promiseTold", Channel.EMAIL, null));
      case PASSED_ON, WORD -> Deed.aside("mailSent", purpose.code(), null);
    };
  }

  /** The letter was written before the promise, so it does not say it. */
  private void askToTellPromise(MessageSent sent, Complaint complaint) {
    if (complaint.owesFeedback()
        && Promises.isUntoldSince(sent.handle(), complaint, sent.message().writtenAt())) {
      Replies.askToRead(sent.handle(), workItems, complaint, Feedbacks.TELL, clock.now());
    }
  }

  /** Nobody needs to tell him of the promise any more; somebody may have done so meanwhile. */
  private Deed promiseKnown(Complaint complaint, Deed deed) {
    return workItems.asks(Complaints.SUBJECT, complaint.id(), Feedbacks.TELL)
        ? deed.answering(Feedbacks.TELL, Replies.IS_READ)
        : deed;
  }

  private Complaint held(Handle handle, Message message) {
    return ComplaintRows.hold(handle, message.subjectId(), Sight.ofEverything(clock.today()));
  }

  /**
   * A letter of before the complaint was opened again says nothing about its second handling, nor
   * one of a promise anything about that which took its place.
   */
  private static boolean isWaited(
      Handle handle, Complaint complaint, Message message, Purpose purpose) {
    var ofThisHandling =
        purpose == Purpose.WORD
            || purpose == Purpose.PROMISED
            || message.occasion().equals(ComplaintMail.occasion(complaint, purpose));
    return ofThisHandling
        && switch (purpose) {
          case RECEIVED -> complaint.stage().open() && !complaint.isAcknowledged();
          case OUTCOME -> complaint.stage() == Stage.OUTCOME;
          case FEEDBACK -> complaint.owesFeedback();
          case PROMISED ->
              complaint.owesFeedback()
                  && !Promises.isChangedSince(handle, complaint, message.writtenAt());
          case PASSED_ON -> complaint.endedAs() == EndedAs.PASSED_ON;
          case WORD -> complaint.stage().open();
        };
  }

  private static Optional<Purpose> purpose(Message message) {
    return Optional.of(message)
        .filter(each -> each.subjectKind().equals(Complaints.SUBJECT))
        .flatMap(each -> Purpose.of(each.purpose()));
  }
}
