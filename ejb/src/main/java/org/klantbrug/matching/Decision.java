package org.klantbrug.matching;

/** What is done with a pair. */
public enum Decision {
  /** One person, without anybody looking at it. */
  LINK,
  /** A person decides. */
  REVIEW
}
