package org.klantbrug.sla;

/** What there is to tell. */
public enum RungKind {
  /** Three quarters of the time are over: to the owner. */
  WARN,
  /** What we aimed for is over, the limit is not: to the owner. */
  TARGET,
  /** It is too late: to who leads the owner's team. */
  BREACH,
  /** A moment that whoever set the clock asked for: to the owner. */
  MILESTONE
}
