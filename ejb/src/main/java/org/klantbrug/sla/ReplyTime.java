package org.klantbrug.sla;

import java.time.Instant;
import org.klantbrug.calendar.Channel;

/**
 * A row of the table of reply times, in one of its versions.
 *
 * @param channel null for all channels without a row of their own
 * @param breachRole code of the role that hears of what is too late, where no team lead does
 * @param version as it was read; each change makes the next
 * @param changedBy who made this version; null if it came with the product
 */
public record ReplyTime(
    long id,
    Channel channel,
    Stage stage,
    ReplyRule rule,
    String breachRole,
    int version,
    Instant changedAt,
    String changedBy) {}
