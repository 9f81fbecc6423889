package org.klantbrug.billing;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a bank says of one debit or payment.
 *
 * @param line of the file on which it begins
 * @param reference of the bank, or where it stands in its statement
 * @param kind DEBIT, RETURN, REJECT or PAYMENT
 * @param ownIban of whom the statement is; null if it is not said
 * @param reasonCode of ISO 20022, as AC04; null if there is none
 * @param endToEnd what the creditor gave along; null if nothing
 * @param mandate its reference; null if there is none
 * @param iban of the customer; null if it is not said
 * @param creditor who debited; null if it is not said
 */
record BankEntry(
    long line,
    String reference,
    String kind,
    String ownIban,
    LocalDate bookedOn,
    BigDecimal amount,
    String reasonCode,
    String endToEnd,
    String mandate,
    String iban,
    String creditor) {}
