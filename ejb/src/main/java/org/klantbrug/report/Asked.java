package org.klantbrug.report;

import java.time.LocalDate;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.klantbrug.calendar.Channel;
import org.klantbrug.customer.Sight;
import org.klantbrug.shared.BusinessClock;

/**
 * Over what figures are wanted.
 *
 * @param from first day
 * @param until last day
 * @param company under whose number customers came; null for all
 * @param channel null for all
 */
public record Asked(LocalDate from, LocalDate until, Long company, Channel channel) {

  /** Over what, for the log: {@code 2026-05-01/2026-05-31 company=2 EMAIL}. */
  String inShort() {
    return from
        + "/"
        + until
        + (company == null ? "" : " company=" + company)
        + (channel == null ? "" : " " + channel);
  }

  <T extends SqlStatement<T>> T bindTo(T statement, Sight sight, BusinessClock clock) {
    return sight
        .bindTo(statement)
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bind("now", clock.now())
        .bind("company", company)
        .bind("channel", channel)
        .bind("from", from.atStartOfDay(BusinessClock.ZONE).toInstant())
        .bind("until", until.plusDays(1).atStartOfDay(BusinessClock.ZONE).toInstant());
  }
}
