package org.klantbrug.threat;

/** How far a report of a threat is. */
public enum State {
  /** It waits to be judged. */
  OPEN,
  /** It is watched until a day on which it is judged again. */
  WATCH,
  /** Nothing is wrong. */
  FALSE_ALARM,
  /** It became a crisis, or is about to. */
  CRISIS,
  /** It is about the same matter as another report. */
  JOINED;

  /** Whether it can still be judged. */
  public boolean isJudgeable() {
    return this == OPEN || this == WATCH;
  }
}
