package org.klantbrug.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Handle;
import org.klantbrug.mailbox.MailArrived;

/** A mail of ours that came back was not delivered, whatever the mail server said first. */
@ApplicationScoped
public class ReturnedMail {
  private static final int MOST_WORDS = 300;

  private Messages messages;
  private MailQuestions questions;

  /** For the container. */
  public ReturnedMail() {}

  /** Works with these. */
  @Inject
  public ReturnedMail(Messages messages, MailQuestions questions) {
    this.messages = messages;
    this.questions = questions;
  }

  void onMail(@Observes MailArrived arrived) {
    if (!arrived.mail().bounced()) {
      return;
    }
    messages
        .byMessageIds(arrived.handle(), arrived.mail().refersTo())
        .ifPresent(
            message -> {
              comeBack(arrived.handle(), message, words(arrived.mail().text()));
              arrived.take(
                  new MailArrived.Taken(
                      "BOUNCE", message.subjectKind(), message.subjectId(), message.subjectName()));
            });
  }

  private void comeBack(Handle handle, Message message, String why) {
    var changed =
        handle
            .createUpdate(
                """
                update outbound_message set state = 'REFUSED', reason = :why, sent_at = null, followed_at = null, version = version + 1
                 where id = :id and state in ('SENT', 'UNKNOWN')""")
            .bind("why", why)
            .bind("id", message.id())
            .execute();
    if (changed > 0) {
      messages.event(handle, message.id(), null, "REFUSED", why);
      questions.refused(handle, message);
    }
  }

  private static String words(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.substring(0, Math.min(MOST_WORDS, line.length()));
  }
}
