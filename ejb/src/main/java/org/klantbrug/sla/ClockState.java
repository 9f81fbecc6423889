package org.klantbrug.sla;

/** How a clock stands. */
public enum ClockState {
  RUNNING,
  SUSPENDED,
  /** Done in time. */
  MET,
  /** Done, but too late. */
  BREACHED_THEN_MET,
  /** The customer no longer waits for it. */
  WITHDRAWN;

  /** Whether the customer still waits. */
  public boolean open() {
    return this == RUNNING || this == SUSPENDED;
  }
}
