package org.klantbrug.alarm;

/** By what a count is cut. */
public enum Cut {
  /** Not at all. */
  ALL,
  /** By what it is about: the topic of a question, the cause of a complaint. */
  TOPIC,
  /** By the product that it is about. */
  PRODUCT
}
