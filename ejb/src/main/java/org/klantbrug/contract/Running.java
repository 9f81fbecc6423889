package org.klantbrug.contract;

import java.util.List;

/**
 * What runs for a customer at both companies.
 *
 * @param contracts running ones first
 * @param invoices newest first
 * @param arrangements running ones first
 * @param mandates active ones first
 */
public record Running(
    List<Contract> contracts,
    List<Invoice> invoices,
    List<Arrangement> arrangements,
    List<Mandate> mandates) {}
