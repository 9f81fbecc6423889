package org.klantbrug.contact;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** A mail of a customer, as a contact in his timeline. */
public final class ReceivedMail {
  private ReceivedMail() {}

  /**
   * Notes it, in the caller's transaction.
   *
   * @param identityId whose it is, as one company knows him
   * @param from as he calls himself
   * @param at when it reached us
   */
  public static void note(
      Handle handle, long identityId, String from, String subject, String text, Instant at) {
    Noting.incoming(handle, identityId, "EMAIL", from, subject, text, at);
  }
}
