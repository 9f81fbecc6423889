package org.klantbrug.ending;

import java.util.Locale;

/** What must be so before the old system may go. */
public enum Criterion {
  /** Every delivered record and every account has an outcome. */
  KEYS("migrationLead", false),
  /** What was delivered lies in an archive that is whole. */
  ARCHIVE("migrationOperator", false),
  /** Invoices, payments and contracts of seven years are kept (art. 52 AWR). */
  TAX("finance", true),
  /** Legal holds of the old company were placed here. */
  HOLDS("legal", true),
  /** Nobody of the old company gets in any more, here or there. */
  ACCESS("admin", true),
  /** Nothing that reached the old company waits, and its post and calls reach us. */
  LATE("backOfficeHandler", true),
  /** A first debit can no longer be taken back without a reason. */
  REFUNDS("finance", false);

  private final String role;
  private final boolean said;

  Criterion(String role, boolean said) {
    this.role = role;
    this.said = said;
  }

  /** Whose it is to see that it is so. */
  public String role() {
    return role;
  }

  /** Whether somebody with that role must say it, as no machine can know it. */
  public boolean isSaid() {
    return said;
  }

  /** Element of the work list by which he is asked. */
  String task() {
    return "say" + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
