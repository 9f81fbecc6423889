package org.klantbrug.complaint;

/** What a complaint waits for. Its process waits in the task of the same stage. */
public enum Stage {
  ASSESSMENT,
  FIRST_TIME_FIX,
  INVESTIGATION,
  DECISION,
  /** A leniency beyond a mandate waits for a team lead. */
  APPROVAL,
  EXPLANATION,
  OUTCOME,
  CLOSING,
  CLOSED,
  WITHDRAWN;

  /** Whether what we do about it is still to be decided. */
  public boolean undecided() {
    return compareTo(DECISION) <= 0;
  }

  /** Whether somebody still has something to do with it. */
  public boolean open() {
    return this != CLOSED && this != WITHDRAWN;
  }
}
