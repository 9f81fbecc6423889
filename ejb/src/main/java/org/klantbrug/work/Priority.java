package org.klantbrug.work;

/** How urgent a task is besides its date; the first comes first. */
public enum Priority {
  HIGH,
  NORMAL,
  LOW;

  /** As the table keeps it: 1 is the highest. */
  int code() {
    return ordinal() + 1;
  }
}
