package org.klantbrug.signal;

/** From what it was heard. */
public enum Origin {
  COMPLAINT,
  CONTACT,
  /** An answer to the question whether somebody would recommend us. */
  NPS,
  /** No customer in particular. */
  LOOSE
}
