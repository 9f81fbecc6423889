package org.klantbrug.outbound;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * May this be sent? Asked of all who know of a subject or a customer, right before a message is
 * handed to the mail server: a customer is not bothered with what is over, or with an offer while
 * he waits for an answer.
 */
public interface SendingCheck {
  /**
   * @param message that is about to be sent; held until the end of the transaction
   * @return a code of why not, with a text {@code mail.dropped.<code>} in the bundles; empty if
   *     there is nothing against it
   */
  Optional<String> objection(Handle handle, Message message);
}
