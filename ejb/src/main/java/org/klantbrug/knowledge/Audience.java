package org.klantbrug.knowledge;

/** For whom an answer is meant. */
public enum Audience {
  /** Colleagues alone. */
  STAFF,
  /** Anybody who asks. */
  CUSTOMERS,
  /** Customers who came from one company in a merger. */
  COMPANY
}
