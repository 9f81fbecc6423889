package org.klantbrug.outbound;

import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction in which a message turned out not to be delivered, and never will be.
 * Whoever tells the customer otherwise by itself takes it; else a person is asked to.
 */
public final class MessageRefused {
  private final Handle handle;
  private final Message message;
  private boolean taken;

  MessageRefused(Handle handle, Message message) {
    this.handle = handle;
    this.message = message;
  }

  /** Where it happens. */
  public Handle handle() {
    return handle;
  }

  /** As it was before. */
  public Message message() {
    return message;
  }

  /** No person needs to be asked. */
  public void take() {
    taken = true;
  }

  boolean isTaken() {
    return taken;
  }
}
