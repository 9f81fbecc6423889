package org.klantbrug.customer;

import java.time.LocalDate;
import java.util.List;

/**
 * A customer that was found.
 *
 * @param number the customer number that we show
 * @param foundBy how he was found: NUMBER, CONTRACT, INVOICE, COMPLAINT, SIGNAL, IBAN, EMAIL,
 *     PHONE, POSTCODE, NAME or SIMILAR_NAME
 * @param foundIn the company in whose records, and under which of its numbers
 * @param numbers all numbers of both companies that may be seen, ours first, as "Company number"
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
    String foundIn,
    List<String> numbers) {}
