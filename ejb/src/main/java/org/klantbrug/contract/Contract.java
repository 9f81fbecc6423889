package org.klantbrug.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An agreement to deliver.
 *
 * @param monthlyAmount euro per month; null if not delivered
 * @param billingDay day of the month, 1 to 31
 * @param roles others who have to do with it, as "PAYER: B2" with their key at that company
 */
public record Contract(
    long id,
    long identityId,
    String sourceKey,
    String billingAccountKey,
    String product,
    String term,
    String internet,
    String telephony,
    String paymentMethod,
    BigDecimal monthlyAmount,
    BigDecimal totalInvoiced,
    Long monthsCustomer,
    Integer billingDay,
    String paperless,
    LocalDate startDate,
    LocalDate endDate,
    String state,
    List<String> roles,
    String company,
    String fileName,
    Long lineNo) {}
