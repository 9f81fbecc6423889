package org.klantbrug.complaint;

/** What it came from; leniency is reported by it. */
public enum Cause {
  BILLING,
  DEBIT,
  PRODUCT,
  SERVICE,
  PROMISE,
  INFORMATION,
  TAKEOVER,
  PRIVACY,
  OTHER
}
