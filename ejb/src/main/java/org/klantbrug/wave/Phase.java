package org.klantbrug.wave;

/** Who goes over when, one after the other. */
public enum Phase {
  /** Our own people first: they can tell us what went wrong. */
  EMPLOYEES,
  /** Then a small part that is like the whole. */
  PILOT,
  /** Then everybody else. */
  REST
}
