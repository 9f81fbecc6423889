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

  /** So long a message is laid aside before the question is asked again. */
  private static final Duration ASIDE = Duration.ofMinutes(10);

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

  /** Lays a message of mail to many aside whose customer waits; returns whether it did. */
  static boolean layAside(Handle handle, Message message, Instant now) {
    return handle
            .createUpdate(
                """
                update outbound_message m set try_at = :later, reason = :why
                 where m.id = :id and m.bulk_id is not null and m.subject_kind <> :crisis and %s"""
                    .formatted(held("m.identity_id")))
            .bind("later", now.plus(ASIDE))
            .bind("why", CRISIS)
            .bind("id", message.id())
            .bind("crisis", CRISIS_MESSAGE)
            .execute()
        > 0;
  }

  /** What was laid aside is asked for again at once. */
  public static void goOn(Handle handle, Instant now) {
    handle
        .createUpdate(
            "update outbound_message set try_at = :now where state = 'WAITING' and reason = :why and try_at > :now")
        .bind("now", now)
        .bind("why", CRISIS)
        .execute();
  }

  /** How much mail to many is laid aside for customers whom a crisis touches. */
  public static long waitingForCrises(Handle handle) {
    return handle
        .createQuery(
            "select count(*) from outbound_message where state = 'WAITING' and reason = :why")
        .bind("why", CRISIS)
        .mapTo(Long.class)
        .one();
  }
}
