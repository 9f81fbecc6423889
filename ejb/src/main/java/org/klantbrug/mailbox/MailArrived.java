package org.klantbrug.mailbox;

import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction that keeps a mail for the first time. Whoever knows what it belongs to
 * takes it; what nobody takes a person reads. Never is it answered by itself.
 */
public final class MailArrived {
  private final Handle handle;
  private final long id;
  private final IncomingMail mail;
  private Taken taken;

  MailArrived(Handle handle, long id, IncomingMail mail) {
    this.handle = handle;
    this.id = id;
    this.mail = mail;
  }

  /**
   * What was done with a mail.
   *
   * @param outcome a code: {@code REPLY}
   * @param kind what it is about: {@code complaint}
   * @param name what people call that; may be null
   */
  public record Taken(String outcome, String kind, long subjectId, String name) {}

  /** In whose transaction it is kept. */
  public Handle handle() {
    return handle;
  }

  /** Its key in our mailbox. */
  public long id() {
    return id;
  }

  /** The mail. */
  public IncomingMail mail() {
    return mail;
  }

  /** Whether somebody took it. */
  public boolean isTaken() {
    return taken != null;
  }

  /** Takes it: nobody need read it in the mailbox. */
  public void take(Taken by) {
    taken = by;
  }

  Taken taken() {
    return taken;
  }
}
