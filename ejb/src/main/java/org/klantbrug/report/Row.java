package org.klantbrug.report;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A row behind a figure. No name of a customer is in it: who needs that opens the complaint or the
 * customer.
 *
 * @param id of the complaint; of the customer for a question, of the clock for a wait
 * @param name number of the complaint, or of the customer
 * @param at when it was received, closed, granted or asked
 * @param channel code; null if nobody knows
 * @param company under whose number; null if nobody knows
 * @param code the stage of a complaint, an objection or a wait, the cause of a leniency, the topic
 *     of a question
 * @param figure euro of a leniency, minutes of a question; null for others
 * @param due by when the customer should hear, of a wait; null for others
 * @param ended when he heard, or waited no more; null while he waits, and for others
 */
public record Row(
    Long id,
    String name,
    Instant at,
    String channel,
    String company,
    String product,
    String code,
    BigDecimal figure,
    Instant due,
    Instant ended) {}
