package org.klantbrug.contract;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A debt that is paid in terms.
 *
 * @param amount the whole debt in euro
 * @param state RUNNING, KEPT, BROKEN or ENDED
 */
public record Arrangement(
    long id,
    long identityId,
    String sourceKey,
    String invoiceKey,
    BigDecimal amount,
    Long terms,
    BigDecimal termAmount,
    Long paidTerms,
    LocalDate firstDueOn,
    String state,
    String company,
    String fileName,
    Long lineNo) {}
