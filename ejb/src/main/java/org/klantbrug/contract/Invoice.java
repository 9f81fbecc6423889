package org.klantbrug.contract;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A bill.
 *
 * @param openAmount euro still to be paid
 * @param state OPEN, PAID, PARTLY_PAID, DISPUTED or WRITTEN_OFF
 */
public record Invoice(
    long id,
    long identityId,
    String sourceKey,
    String contractKey,
    LocalDate periodFrom,
    LocalDate periodTo,
    LocalDate issuedOn,
    LocalDate dueOn,
    BigDecimal amount,
    BigDecimal openAmount,
    LocalDate paidOn,
    String state,
    String company,
    String fileName,
    Long lineNo) {}
