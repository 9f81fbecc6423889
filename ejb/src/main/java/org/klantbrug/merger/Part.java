package org.klantbrug.merger;

/**
 * The two parts of a run: the contact history is imported, transferred and signed apart from the
 * rest.
 */
public enum Part {
  /**
   * Customers, contracts, money, promises, open complaints: what is. With all that is our own,
   * history too.
   */
  MASTER_DATA,
  /** Contact moments and documents of the acquired company: what happened. */
  HISTORY;

  /**
   * Whether records of this kind belong to the part.
   *
   * @param ours whether our own company delivered them
   */
  public boolean holds(Entity entity, boolean ours) {
    return (entity.isHistory() && !ours) == (this == HISTORY);
  }
}
