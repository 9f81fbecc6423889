package org.klantbrug.objection;

/** What an objection waits for. */
public enum Stage {
  /** Somebody tries to reach him, to hear what he wants. */
  CALL,
  /** He went over before we knew: first he hears an apology. */
  APOLOGY,
  /** Somebody decides. */
  DECISION,
  /** He hears in writing what was decided. */
  CONFIRMATION,
  CLOSED,
  /** He took it back. */
  WITHDRAWN;

  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return this != CLOSED && this != WITHDRAWN;
  }
}
