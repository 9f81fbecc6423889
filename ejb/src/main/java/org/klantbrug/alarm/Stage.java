package org.klantbrug.alarm;

/** What last happened to a customer on his way over. */
public enum Stage {
  /** Nothing yet. */
  BEFORE,
  /** He was told. */
  NOTICE,
  /** We debited him for the first time. */
  DEBIT
}
