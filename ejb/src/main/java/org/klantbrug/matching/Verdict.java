package org.klantbrug.matching;

/** What a person says of a pair. */
public enum Verdict {
  /** One person: they are joined at the transfer. */
  SAME,
  /** Two persons, for ever: no later run asks again. */
  NOT_SAME,
  /** Cannot be said: they are not joined, and the pair stays known as doubtful. */
  DOUBT
}
