package org.klantbrug.mailbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Staff;
import org.klantbrug.sla.ClockOrder;
import org.klantbrug.sla.Clocks;
import org.klantbrug.sla.Owner;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.sla.Stage;

/**
 * How long who wrote to us waits for a first answer, from when his mail reached us. It is met when
 * our answer was sent; what became something else waits by the time of that. All of it takes part
 * in the caller's transaction.
 */
@ApplicationScoped
public class MailClocks {
  /** How clocks call a mail. */
  public static final String SUBJECT = "MAIL";

  private Clocks clocks;
  private ReplyTimes replyTimes;

  /** For the container. */
  protected MailClocks() {}

  /** Sets these clocks by these reply times. */
  @Inject
  public MailClocks(Clocks clocks, ReplyTimes replyTimes) {
    this.clocks = clocks;
    this.replyTimes = replyTimes;
  }

  /** Somebody must read it. Where the house set no time for mail there is none to keep. */
  void begin(Handle handle, long id, Instant received) {
    if (replyTimes.counts(handle, Channel.EMAIL, Stage.FIRST_ANSWER)) {
      clocks.arm(
          handle,
          ClockOrder.firstAnswer(
              SUBJECT, id, Long.toString(id), Channel.EMAIL, received, Owner.role(Mailbox.READER)),
          null);
    }
  }

  /** Holds what the sender waits for before the work item of the mail is touched. */
  void hold(Handle handle, long id) {
    clocks.holdAll(handle, SUBJECT, id);
  }

  /**
   * He waits for no answer to it any more.
   *
   * @param why code of what was done with the mail
   */
  void over(Handle handle, long id, String why, Staff by) {
    if (runs(handle, id)) {
      clocks.withdraw(handle, SUBJECT, id, Stage.FIRST_ANSWER, why, by.id());
    }
  }

  /**
   * He has his answer; nothing happens if he waited for none.
   *
   * @param at when it was sent, or he was told in another way
   * @param by who answered
   */
  public void answered(Handle handle, long id, Instant at, Staff by) {
    if (runs(handle, id)) {
      clocks.met(handle, SUBJECT, id, Stage.FIRST_ANSWER, at, by.id());
    }
  }

  private static boolean runs(Handle handle, long id) {
    return handle
        .createQuery(
            """
            select exists (select from sla_clock
                            where subject_kind = :kind and subject_id = :id and stage = :stage and ended_at is null)""")
        .bind("kind", SUBJECT)
        .bind("id", id)
        .bind("stage", Stage.FIRST_ANSWER)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Mail that waits to be read and by no clock: it came before mail had one.
   *
   * @return keys, the oldest first
   */
  static List<Long> without(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            select m.id from mailbox_message m
             where m.outcome is null
               and not exists (select from sla_clock c where c.subject_kind = :kind and c.subject_id = m.id)
             order by m.received_at, m.id limit :limit""")
        .bind("kind", SUBJECT)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }
}
