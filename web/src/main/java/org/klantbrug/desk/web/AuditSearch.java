package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerNumbers;
import org.klantbrug.shared.BusinessClock;

/** Which part of the access log is asked for, as somebody typed it. */
@RequestScoped
public class AuditSearch {
  @Inject private CustomerNumbers numbers;

  /**
   * The entries that are looked for.
   *
   * @param actor login; blank for everybody
   * @param action code of what was done; blank for all
   * @param customer number with us or at either company, as for {@link CustomerNumbers#logged};
   *     blank for all
   * @param from first day as yyyy-mm-dd; blank, or what is no day, for all
   * @param until last day, in the same form
   */
  public Audit.Search of(String actor, String action, String customer, String from, String until) {
    var last = day(until);
    return new Audit.Search(
        blank(actor) ? null : typed(actor),
        blank(action) ? null : typed(action),
        blank(customer) ? null : numbers.logged(typed(customer)),
        startOf(day(from)),
        startOf(last == null ? null : last.plusDays(1)));
  }

  private static Instant startOf(LocalDate day) {
    return day == null ? null : day.atStartOfDay(BusinessClock.ZONE).toInstant();
  }

  private static LocalDate day(String text) {
    try {
      return blank(text) ? null : LocalDate.parse(text);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  /** Without what the database takes in no text, so that it simply finds nothing. */
  private static String typed(String text) {
    return text.replace("\0", "").trim();
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
