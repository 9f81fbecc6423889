package org.klantbrug.outbound;

import org.jdbi.v3.core.Handle;

/**
 * Whether mail to many may go. Asked by whoever is about to write a part of one, and by {@link
 * Sending} for each that is written already. While it may not, it waits where it is and goes on
 * from there; mail to one customer is never held.
 */
public final class BulkBrake {
  /** SQL: mail to many may go. */
  static final String MAY_GO =
      "not exists (select from brake_hold where released_at is null and holds_mail)";

  private BulkBrake() {}

  /** Whether mail to many may go at this moment. */
  public static boolean mayGo(Handle handle) {
    return handle.createQuery("select " + MAY_GO).mapTo(Boolean.class).one();
  }
}
