package org.klantbrug.attachment;

/** Whether a file may be opened. */
public enum State {
  /** No scanner looked at it yet: closed for everybody. */
  WAITING_FOR_SCAN,
  /** The scanner found nothing. */
  CLEAN,
  /** The scanner found something: closed for ever. */
  INFECTED,
  /** A person answers for it, without a scanner. */
  RELEASED,
  /** A person decided that nobody opens it. */
  REFUSED;

  /** Whether somebody may open it. */
  public boolean opens() {
    return this == CLEAN || this == RELEASED;
  }
}
