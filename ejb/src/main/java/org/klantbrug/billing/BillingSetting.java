package org.klantbrug.billing;

import java.math.BigDecimal;

/**
 * What counts for the money of a merger.
 *
 * @param billAmount euro; a bill that differs by more stops its account
 * @param billPercent of the last bill; one that differs by more stops its account
 * @param chaseHours opening hours after which a missing acknowledgement is chased
 * @param bankDays so many bank days before the day of a wave both sides must have accepted it
 * @param openInvoices OLD or NEW: which company collects what was billed before and is not paid
 * @param version as it was read; 0 while nobody kept any
 */
public record BillingSetting(
    BigDecimal billAmount,
    BigDecimal billPercent,
    int chaseHours,
    int bankDays,
    String openInvoices,
    int version) {
  /** What counts while nobody kept anything. */
  static final BillingSetting PROPOSED =
      new BillingSetting(new BigDecimal("5.00"), new BigDecimal("10.0"), 8, 3, "OLD", 0);
}
