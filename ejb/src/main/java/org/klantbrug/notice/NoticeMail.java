package org.klantbrug.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.klantbrug.outbound.Message;
import org.klantbrug.outbound.MessageRefused;
import org.klantbrug.outbound.MessageSent;
import org.klantbrug.outbound.SendingCheck;
import org.klantbrug.shared.BusinessClock;

/**
 * What becomes of notices by mail: sent ones are proof, refused ones and those that come back go by
 * letter, and of a campaign that was stopped nothing goes any more.
 */
@ApplicationScoped
public class NoticeMail implements SendingCheck {
  private BusinessClock clock;
  private ReturnedNotices returned;

  /** For the container. */
  protected NoticeMail() {}

  /** Works with these. */
  @Inject
  public NoticeMail(BusinessClock clock, ReturnedNotices returned) {
    this.clock = clock;
    this.returned = returned;
  }

  @Override
  public Optional<String> objection(Handle handle, Message message) {
    if (!isNotice(message)) {
      return Optional.empty();
    }
    var stopped =
        handle
            .createQuery("select state = 'STOPPED' from notice_campaign where id = :id")
            .bind("id", message.subjectId())
            .mapTo(Boolean.class)
            .one();
    return stopped ? Optional.of("noticeStopped") : Optional.empty();
  }

  void onSent(@Observes MessageSent sent) {
    if (isNotice(sent.message())) {
      var notices = List.of(notice(sent.message()));
      NoticeRows.sent(sent.handle(), notices, sent.message().sentAt());
      NoticeRows.note(sent.handle(), notices, "SENT", null, null, sent.message().sentAt());
    }
  }

  void onRefused(@Observes MessageRefused refused) {
    if (isNotice(refused.message())) {
      returned.bounced(refused.handle(), notice(refused.message()), clock.now());
      refused.take();
    }
  }

  private static boolean isNotice(Message message) {
    return message.subjectKind().equals(Campaign.SUBJECT);
  }

  private static long notice(Message message) {
    return Long.parseLong(message.occasion());
  }
}
