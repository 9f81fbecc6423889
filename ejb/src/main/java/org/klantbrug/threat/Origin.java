package org.klantbrug.threat;

/** How we came to know of a threat. */
public enum Origin {
  /** A colleague reported it. */
  PERSON,
  /** A program that listens outside reported it. */
  OUTSIDE,
  /** A customer threatens in his complaint. */
  COMPLAINT,
  /** Early warning of a wave. */
  ALARM,
  /** More contacts or complaints about a topic, or in a worse mood, than usual. */
  STREAM
}
