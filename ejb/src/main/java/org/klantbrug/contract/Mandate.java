package org.klantbrug.contract;

import java.time.LocalDate;

/**
 * Permission to debit.
 *
 * @param sourceKey the mandate reference
 * @param sequenceType FRST, RCUR, OOFF or FNAL
 * @param state ACTIVE, WITHDRAWN or EXPIRED
 */
public record Mandate(
    long id,
    long identityId,
    String sourceKey,
    String iban,
    String accountHolder,
    String creditorId,
    LocalDate signedOn,
    LocalDate lastUsedOn,
    String sequenceType,
    String state,
    String company,
    String fileName,
    Long lineNo) {}
