package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.klantbrug.audit.Audit;
import org.klantbrug.customer.CustomerView;
import org.klantbrug.shared.BusinessClock;
import org.omnifaces.cdi.Param;

/** The access and change log, newest first, a page at a time. */
@Named
@RequestScoped
public class AuditPage {
  private static final int PAGE = 100;

  @Inject private Audit audit;
  @Inject private BusinessClock clock;
  @Inject private CustomerView customers;
  @Inject private AuditWords words;
  @Inject @Param private String actor;
  @Inject @Param private String customer;
  @Inject @Param private String from;
  @Inject @Param private String before;

  private List<Audit.Entry> entries;
  private Optional<Long> party;

  /** The entries on this page. */
  public List<Audit.Entry> getEntries() {
    if (entries == null) {
      entries = isCustomerUnknown() ? List.of() : audit.page(search(), older(), PAGE);
    }
    return entries;
  }

  /** Whether a customer is asked for whose number nobody has. */
  public boolean isCustomerUnknown() {
    return !blank(customer) && party().isEmpty();
  }

  private Audit.Search search() {
    return new Audit.Search(
        blank(actor) ? null : actor.trim(),
        blank(customer) ? null : "customer",
        party().map(String::valueOf).orElse(null),
        day(from).map(day -> day.atStartOfDay(BusinessClock.ZONE).toInstant()).orElse(null));
  }

  private Optional<Long> party() {
    if (party == null) {
      party = blank(customer) ? Optional.empty() : customers.findParty(customer.trim());
    }
    return party;
  }

  /** Why, in words. */
  public String why(Audit.Entry entry) {
    return words.why(entry);
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return blank(text) ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * From now on if the address names no moment; a second ahead, so that what happens now is seen.
   */
  private Instant older() {
    var now = clock.now().plus(Duration.ofSeconds(1));
    try {
      return before == null ? now : Instant.parse(before);
    } catch (DateTimeParseException unreadable) {
      return now;
    }
  }

  /** The moment at which the next page starts; empty on the last page. */
  public String getOlder() {
    var shown = getEntries();
    return shown.size() < PAGE ? "" : shown.get(shown.size() - 1).at().toString();
  }
}
