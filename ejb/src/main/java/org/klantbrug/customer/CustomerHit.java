package org.klantbrug.customer;

import java.time.LocalDate;

/**
 * A customer that was found.
 *
 * @param number the customer number that we show
 * @param foundBy how he was found: NUMBER, EMAIL, PHONE, POSTCODE, NAME or SIMILAR_NAME
 * @param foundIn the company in whose records, and under which of its numbers
 */
public record CustomerHit(
    long partyId,
    String number,
    String name,
    LocalDate birthDate,
    String address,
    String postcode,
    String city,
    String foundBy,
    String foundIn) {}
