package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.CrisisFigures;
import org.klantbrug.crisis.CrisisReports;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;

/** How crises went, in figures: one, or all beside each other. */
@Named
@RequestScoped
public class CrisisFiguresPage {
  private static final long HOUR = 60;
  private static final long TWO_DAYS = 48 * HOUR;

  @Inject private CrisisReports reports;
  @Inject private Texts texts;
  @Inject @Param private Long id;

  private CrisisFigures one;

  /** Reads the one that was asked for. */
  public void act() {
    one = id == null ? null : reports.of(id);
  }

  /** The one that was asked for; null for all. */
  public CrisisFigures getOne() {
    return one;
  }

  /** All that were declared, the newest first. */
  public List<CrisisFigures> getAll() {
    return reports.all();
  }

  /** A count; a dash for what nobody counts. */
  public String counted(Long count) {
    return count == null ? "–" : texts.number(count);
  }

  /** How long something took, as people say it; a dash for what is not there. */
  public String took(Long minutes) {
    if (minutes == null) {
      return "–";
    }
    if (minutes < 2 * HOUR) {
      return texts.say("figures.minutes", minutes);
    }
    return minutes < TWO_DAYS
        ? texts.say("figures.hours", minutes / HOUR)
        : texts.say("figures.days", minutes / (24 * HOUR));
  }
}
