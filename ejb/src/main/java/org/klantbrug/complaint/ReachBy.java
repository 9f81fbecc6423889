package org.klantbrug.complaint;

/** How somebody who complains online wants to hear of us. */
public enum ReachBy {
  EMAIL,
  PHONE,
  LETTER,
  /** Not at all: he stays unknown, and follows his complaint by its link alone. */
  NOT
}
