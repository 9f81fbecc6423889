package org.klantbrug.signal;

/** How far a signal has come. */
public enum State {
  /** Nobody judged it yet. */
  NEW,
  /** Judged, and the department not asked yet. */
  TRIAGED,
  /** The department must answer. */
  ASKED,
  /** What the department does with it is known; it waits to be closed. */
  ANSWERED,
  CLOSED,
  /** Nothing is done with it, for a reason. */
  DECLINED;

  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return this != CLOSED && this != DECLINED;
  }
}
