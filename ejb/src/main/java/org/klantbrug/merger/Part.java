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
  MASTER_DATA("import-master-data"),
  /** Contact moments and documents of the acquired company: what happened. */
  HISTORY("import-contact-history");

  private final String importJob;

  Part(String importJob) {
    this.importJob = importJob;
  }

  /** Kind of the job on the run that imports the files of this part. */
  String importJob() {
    return importJob;
  }

  /**
   * The part to which records of this kind belong.
   *
   * @param ours whether our own company delivered them
   */
  static Part of(Entity entity, boolean ours) {
    return HISTORY.holds(entity, ours) ? HISTORY : MASTER_DATA;
  }

  /**
   * Whether records of this kind belong to the part.
   *
   * @param ours whether our own company delivered them
   */
  public boolean holds(Entity entity, boolean ours) {
    return (entity.isHistory() && !ours) == (this == HISTORY);
  }
}
