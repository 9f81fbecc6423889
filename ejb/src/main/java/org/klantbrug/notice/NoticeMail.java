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
 * letter, and what was stopped or is not right any more does not go.
 */
@ApplicationScoped
public class NoticeMail implements SendingCheck {
  private BusinessClock clock;
  private ReturnedNotices returned;
  private StillRight right;

  /** For the container. */
  protected NoticeMail() {}

  /** Works with these. */
  @Inject
  public NoticeMail(BusinessClock clock, ReturnedNotices returned, StillRight right) {
    this.clock = clock;
    this.returned = returned;
    this.right = right;
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
    return stopped ? Optional.of("noticeStopped") : notRight(handle, notice(message));
  }

  private Optional<String> notRight(Handle handle, long id) {
    var merger = NoticeRows.hold(handle, id).orElseThrow().mergerId();
    return right.stopWrong(handle, merger, List.of(id)).isEmpty()
        ? Optional.empty()
        : Optional.of("noticeNotRight");
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
