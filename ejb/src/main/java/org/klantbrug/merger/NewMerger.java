package org.klantbrug.merger;

import java.time.LocalDate;

/**
 * What is needed to register a merger.
 *
 * @param acquirerCode short code of our company, for example {@code NOORD}
 * @param acquiredCode short code of the acquired company
 * @param visibleFrom from this day everybody sees the acquired company's customers; before, a clean
 *     team only
 * @param dataOwnerTheirs who answers for the data at the acquired company
 */
public record NewMerger(
    String name,
    String acquirerCode,
    String acquirerName,
    String acquiredCode,
    String acquiredName,
    TransferBasis transferBasis,
    Sector sector,
    LocalDate visibleFrom,
    String dataOwnerTheirs,
    boolean demonstration) {}
