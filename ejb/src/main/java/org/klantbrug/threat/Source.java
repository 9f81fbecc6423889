package org.klantbrug.threat;

/** Where a threat shows. */
public enum Source {
  /** A customer said or wrote it. */
  CUSTOMER,
  /** A colleague saw it. */
  COLLEAGUE,
  /** Social media. */
  SOCIAL,
  /** A programme on television. */
  TV,
  /** A newspaper or a site with news. */
  PRESS,
  /** An authority that watches us. */
  REGULATOR,
  /** Our own figures. */
  SYSTEM;

  /** Whether a person can choose it. */
  public boolean isChosen() {
    return this != SYSTEM;
  }
}
