package org.klantbrug.merger;

import java.time.Period;

/** The trade of the companies; sets how long before a change customers must be told. */
public enum Sector {
  /** ACM policy rule in force since 14-09-2016: at least one month (art. 7.2 Tw). */
  TELECOM(Period.ofMonths(1)),
  /** Four weeks. */
  ENERGY(Period.ofDays(28)),
  /** Four weeks. */
  INSURANCE(Period.ofDays(28)),
  /** Four weeks. */
  OTHER(Period.ofDays(28));

  private final Period noticePeriod;

  Sector(Period noticePeriod) {
    this.noticePeriod = noticePeriod;
  }

  /** How long before the change a customer must be told. */
  public Period noticePeriod() {
    return noticePeriod;
  }
}
