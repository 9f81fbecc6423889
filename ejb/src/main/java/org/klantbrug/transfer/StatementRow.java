package org.klantbrug.transfer;

import java.math.BigDecimal;

/**
 * A record behind a figure.
 *
 * @param recordKey key in the delivering company, or of the line
 * @param customerKey key of its customer there; null for a reject
 * @param fileName the delivered file; null for a live row that no file brought
 * @param lineNo line of that file
 * @param targetId id of the live row or party; null if there is none
 * @param sourceValue what the record counts for on the side of the delivery; null if it is not
 *     there
 * @param targetValue what it counts for on the live side; null if it is not there
 * @param reason code of why the record does not live here: of a reject or of the ledger; null where
 *     records are compared one by one
 * @param letGo what a person wrote on letting the line go; null if nobody did
 */
public record StatementRow(
    String recordKey,
    String customerKey,
    String fileName,
    Long lineNo,
    Long targetId,
    BigDecimal sourceValue,
    BigDecimal targetValue,
    String reason,
    String letGo) {}
