package org.klantbrug.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.klantbrug.outbound.MessageSent;

/** Mail that was sent to a customer stands in his timeline as he got it. */
@ApplicationScoped
public class SentMail {
  private PromiseBook promises;

  /** For the container. */
  protected SentMail() {}

  /** Works with these. */
  @Inject
  public SentMail(PromiseBook promises) {
    this.promises = promises;
  }

  void onSent(@Observes MessageSent sent) {
    var message = sent.message();
    if (message.identityId() != null) {
      Noting.outgoing(
          sent.handle(),
          message.identityId(),
          "EMAIL",
          message.subjectLine(),
          message.body(),
          message.sentAt(),
          sent.by());
    }
    if (message.purpose().equals(PromiseBook.CONFIRMATION)) {
      promises.mailed(sent.handle(), message.subjectId(), sent.by());
    }
  }
}
