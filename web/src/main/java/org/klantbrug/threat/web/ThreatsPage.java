package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.threat.DutyRoster;
import org.klantbrug.threat.ThreatList;
import org.klantbrug.threat.ThreatReport;
import org.klantbrug.threat.ThreatSettings;
import org.omnifaces.cdi.Param;

/** The reports that wait, those that are watched, and what came of the others. */
@Named
@RequestScoped
public class ThreatsPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private ThreatList list;
  @Inject private ThreatSettings settings;
  @Inject private DutyRoster roster;
  @Inject private BusinessClock clock;
  @Inject @Param private String show;
  @Inject @Param private Long from;

  private List<ThreatReport> reports;
  private ThreatList.Figures figures;
  private DutyRoster.Duty duty;
  private boolean dutyRead;

  /** Which tabs there are. */
  public List<String> getShows() {
    return ThreatList.SHOWS;
  }

  /** Which list is shown. */
  public String getShown() {
    return show != null && ThreatList.SHOWS.contains(show) ? show : "open";
  }

  /** The reports that fit. */
  public List<ThreatReport> getReports() {
    if (reports == null) {
      reports = list.reports(getShown(), begin(), SHOWN, current.get());
    }
    return reports;
  }

  private long begin() {
    return from == null || from < 0 ? 0 : from;
  }

  /** Where the next page begins; null on the last one. */
  public Long getNext() {
    return getReports().size() < SHOWN ? null : begin() + SHOWN;
  }

  /** How reports are dealt with. */
  public ThreatList.Figures getFigures() {
    if (figures == null) {
      figures = list.figures();
    }
    return figures;
  }

  /** Within how many minutes a report should be judged. */
  public int getMinutes() {
    return settings.pace().triage();
  }

  /** Who has duty now; null if nobody has. */
  public DutyRoster.Duty getDuty() {
    if (!dutyRead) {
      duty = roster.now().orElse(null);
      dutyRead = true;
    }
    return duty;
  }

  /** Whether a report should have been judged by now. */
  public boolean isLate(ThreatReport report) {
    return report.late(clock.now());
  }
}
