package org.klantbrug.cli.generate;

import java.time.LocalDate;

/**
 * What was agreed with a customer.
 *
 * @param serial number over all contracts, never twice
 * @param monthly cents
 */
record AgreedContract(
    String key,
    long serial,
    long monthly,
    int months,
    int billingDay,
    LocalDate start,
    LocalDate end,
    boolean debit) {}
