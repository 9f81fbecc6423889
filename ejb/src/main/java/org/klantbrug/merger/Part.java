package org.klantbrug.merger;

/**
 * The two parts of a run: the contact history is imported, transferred and signed apart from the
 * rest.
 */
public enum Part {
  /** Customers, contracts, money, promises, open complaints: what is. */
  MASTER_DATA,
  /** Contact moments and documents: what happened. */
  HISTORY;

  /** Whether records of this kind belong to the part. */
  public boolean holds(Entity entity) {
    return entity.isHistory() == (this == HISTORY);
  }
}
