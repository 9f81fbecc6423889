package org.klantbrug.billing;

/**
 * What becomes of one thing.
 *
 * @param stays whether it stays as it is
 * @param oldValue what it is at the acquired company; null if nobody said
 * @param newValue what it becomes; null if it stays
 */
public record Change(Subject subject, boolean stays, String oldValue, String newValue) {
  /** What counts from the day of the change on; null if it stays and nobody said what it is. */
  public String then() {
    return stays ? oldValue : newValue;
  }
}
