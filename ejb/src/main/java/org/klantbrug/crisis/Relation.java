package org.klantbrug.crisis;

/** How a customer stands to us: a message can mean something else to each of them. */
public enum Relation {
  /** Ours alone. */
  OWN,
  /** Came over from another company. */
  CAME_OVER,
  /** Is to come over. */
  TO_COME,
  /** An organisation, of whichever company. */
  BUSINESS,
  /** A customer of both companies. */
  BOTH
}
