package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Servlets;

/** The access and change log, newest first, a page at a time. */
@Named
@RequestScoped
public class AuditPage {
  private static final int PAGE = 100;

  @Inject private Audit audit;
  @Inject private BusinessClock clock;
  @Inject private AuditSearch searches;
  @Inject private AuditLines lines;
  @Inject private AuditWords words;
  @Inject @Param private String actor;
  @Inject @Param private String action;
  @Inject @Param private String customer;
  @Inject @Param private String from;
  @Inject @Param private String until;
  @Inject @Param private String before;

  private Audit.Search search;
  private List<AuditLines.Line> entries;

  /** The entries on this page. */
  public List<AuditLines.Line> getEntries() {
    if (entries == null) {
      entries = isCustomerUnknown() ? List.of() : lines.of(audit.page(search(), older(), PAGE));
    }
    return entries;
  }

  /** Whether a customer is asked for whose number nobody has. */
  public boolean isCustomerUnknown() {
    return search().subjects() != null && search().subjects().isEmpty();
  }

  /** What can have been done, by what it is called. */
  public List<AuditWords.Deed> getDeeds() {
    return words.deeds();
  }

  /** What the address of the sheet with the same entries says behind its question mark. */
  public String getAsked() {
    var asked = new LinkedHashMap<String, List<String>>();
    asked.put("actor", List.of(actor == null ? "" : actor));
    asked.put("action", List.of(action == null ? "" : action));
    asked.put("customer", List.of(customer == null ? "" : customer));
    asked.put("from", List.of(from == null ? "" : from));
    asked.put("until", List.of(until == null ? "" : until));
    return Servlets.toQueryString(asked);
  }

  private Audit.Search search() {
    if (search == null) {
      search = searches.of(actor, action, customer, from, until);
    }
    return search;
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
    return shown.size() < PAGE ? "" : shown.get(shown.size() - 1).entry().at().toString();
  }
}
