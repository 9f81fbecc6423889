package org.klantbrug.audit.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.klantbrug.audit.Audit;
import org.klantbrug.shared.BusinessClock;
import org.omnifaces.cdi.Param;

/** The access and change log, newest first, a page at a time. */
@Named
@RequestScoped
public class AuditPage {
  private static final int PAGE = 100;

  @Inject private Audit audit;
  @Inject private BusinessClock clock;
  @Inject @Param private String actor;
  @Inject @Param private String before;

  private List<Audit.Entry> entries;

  /** The entries on this page. */
  public List<Audit.Entry> getEntries() {
    if (entries == null) {
      entries = audit.page(wanted(), from(), PAGE);
    }
    return entries;
  }

  private String wanted() {
    return actor == null || actor.isBlank() ? null : actor.trim();
  }

  /**
   * From now on if the address names no moment; a second ahead, so that what happens now is seen.
   */
  private Instant from() {
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
