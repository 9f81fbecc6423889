package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.SendingCheck;

/**
 * Mail that was sent to a customer stands in his timeline as he got it; a promise counts as
 * confirmed with it.
 */
@ApplicationScoped
public class SentMail implements SendingCheck {
  private PromiseBook promises;

  /** For the container. */
  protected SentMail() {}

  /** Works with these. */
  @Inject
  public SentMail(PromiseBook promises) {
    this.promises = promises;
  }

  /** A promise that ended meanwhile, or has another day, is not confirmed as it was any more. */
  @Override
  public Optional<String> objection(Handle handle, Message message) {
    if (!message.purpose().equals(PromiseBook.CONFIRMATION)) {
      return Optional.empty();
    }
    var day = PromiseRows.dayOfOpen(handle, message.subjectId());
    if (day.isEmpty()) {
      return Optional.of("promiseEnded");
    }
    return day.get().equals(message.occasion()) ? Optional.empty() : Optional.of("promiseMoved");
  }

  void onSent(@Observes MessageSent sent) {
    var message = sent.message();
    if (message.identityId() != null && sent.by() != null) {
      Noting.outgoing(
          sent.handle(),
          message.identityId(),
          "EMAIL",
          message.subjectLine(),
          message.body(),
          message.sentAt(),
          sent.by());
    }
    if (message.purpose().equals(PromiseBook.CONFIRMATION)
        && objection(sent.handle(), message).isEmpty()) {
      promises.mailed(sent.handle(), message.subjectId(), sent.by());
    }
  }
}
