package org.klantbrug.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether mail to many may go. Asked by whoever is about to write a part of one, and by {@link
 * Sending} for each that is written already. While it may not, it waits where it is and goes on
 * from there; mail to one customer is never held. For customers whom a crisis touches all of it
 * waits, but what the crisis itself has to tell them.
 */
public final class BulkBrake {
  /** Subject of the messages of a crisis, which wait for nothing. */
  public static final String CRISIS_MESSAGE = "crisisMessage";

  /** Why a message waits, with a text {@code mail.waits.<code>} in the bundles. */
  public static final String CRISIS = "crisisHold";

  /** SQL: mail to many may go. */
  static final String MAY_GO =
      "not exists (select from brake_hold where released_at is null and holds_mail)";

  /** SQL: what is for one customer first, then what a crisis tells, then mail to many. */
  static final String ORDER =
      "(bulk_id is not null), (subject_kind <> '%s'), try_at, id".formatted(CRISIS_MESSAGE);

  /**
   * So long a message is laid aside before the question is asked again by itself; whoever lets its
   * customer go wakes it at once.
   */
  private static final Duration ASIDE = Duration.ofHours(6);

  /** So many are laid aside at once: mail to one customer does not wait long behind it. */
  private static final int AT_ONCE = 10_000;

  private BulkBrake() {}

  /** Whether mail to many may go at this moment. */
  public static boolean mayGo(Handle handle) {
    return handle.createQuery("select " + MAY_GO).mapTo(Boolean.class).one();
  }

  /**
   * SQL: mail to many and offers wait for a customer, as a crisis touches him.
   *
   * @param identity SQL of the key of one of his identities; may be null
   */
  public static String held(String identity) {
    return "exists (select from outbound_held(" + identity + "))";
  }

  /** The number of a crisis for which mail to many and offers to a customer wait. */
  public static Optional<String> heldBy(Handle handle, long identity) {
    return handle
        .createQuery("select h from outbound_held(:identity) h order by h limit 1")
        .bind("identity", identity)
        .mapTo(String.class)
        .findOne();
  }

  /**
   * Lays the next message aside if it is mail to many whose customer waits, and with it all others
   * that are due and wait for the same reason; returns whether it did.
   */
  static boolean layAside(Handle handle, Message next, Instant now) {
    return handle
            .createUpdate(
                """
                update outbound_message set try_at = :later, reason = :why
                 where exists (select from outbound_message n
                                where n.id = :next and n.bulk_id is not null and n.subject_kind <> '%1$s' and %2$s)
                   and id in (select m.id from outbound_message m
                               where m.state = 'WAITING' and m.try_at <= :now and m.bulk_id is not null
                                 and m.subject_kind <> '%1$s' and %3$s
                               order by %4$s limit :most for update of m skip locked)"""
                    .formatted(CRISIS_MESSAGE, held("n.identity_id"), held("m.identity_id"), ORDER))
            .bind("later", now.plus(ASIDE))
            .bind("why", CRISIS)
            .bind("next", next.id())
            .bind("now", now)
            .bind("most", AT_ONCE)
            .execute()
        > 0;
  }

  /** What was laid aside goes on, of customers for whom no crisis holds it any more. */
  public static void goOn(Handle handle, Instant now) {
    handle
        .createUpdate(
            "update outbound_message m set try_at = :now, reason = null where m.state = 'WAITING' and m.reason = '%s' and not %s"
                .formatted(CRISIS, held("m.identity_id")))
        .bind("now", now)
        .execute();
  }

  /** How much mail to many is laid aside for customers whom a crisis touches. */
  public static long waitingForCrises(Handle handle) {
    return handle
        .createQuery(
            "select count(*) from outbound_message where state = 'WAITING' and reason = '%s'"
                .formatted(CRISIS))
        .mapTo(Long.class)
        .one();
  }
}
