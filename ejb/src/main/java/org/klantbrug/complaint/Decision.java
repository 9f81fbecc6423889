package org.klantbrug.complaint;

/** What we decide about a complaint. */
public enum Decision {
  ACCEPTED,
  PARTLY,
  REJECTED
}
