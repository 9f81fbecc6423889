package org.klantbrug.sla;

/** What a customer waits for; each has a clock of its own. */
public enum Stage {
  /** That somebody answers. */
  FIRST_ANSWER,
  /** That we say that we have it. */
  ACKNOWLEDGE,
  /** What comes of it. */
  OUTCOME,
  /** What we did with it. */
  FEEDBACK,
  /** What we said we would do. */
  AGREEMENT
}
