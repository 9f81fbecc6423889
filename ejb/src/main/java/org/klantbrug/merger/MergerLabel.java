package org.klantbrug.merger;

/**
 * A brand of the acquired company, and what changes for its customers. Everything but the name may
 * be empty: then nothing changes there.
 *
 * @param id null for a new one
 * @param version as it was read; null takes the place of whatever is there
 * @param newNumbers whether customers get a new customer number
 */
public record MergerLabel(
    Long id,
    Integer version,
    String name,
    String brandPromise,
    String oldCreditorId,
    String newCreditorId,
    String oldIban,
    String newIban,
    String newBrand,
    String termsChange,
    String priceChange,
    boolean newNumbers,
    String billingDayChange) {}
