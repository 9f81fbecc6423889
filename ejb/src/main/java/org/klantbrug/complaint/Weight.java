package org.klantbrug.complaint;

/** How heavy something weighs: a complaint in itself, or what it does to the customer. */
public enum Weight {
  LOW,
  MEDIUM,
  HIGH
}
