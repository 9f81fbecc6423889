package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.ObjectionList;
import org.klantbrug.objection.Outcome;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Servlets;

/** Objections: mine, those of my team, all, and those that are over. */
@Named
@RequestScoped
public class ObjectionsPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private ObjectionList list;
  @Inject private ObjectionSearch search;
  @Inject @Param private String show;
  @Inject @Param private Long merger;
  @Inject @Param private String day;
  @Inject @Param private String stage;
  @Inject @Param private String outcome;
  @Inject @Param private Long from;

  private List<ObjectionList.Line> lines;

  /** Which list is shown. */
  public String getShown() {
    return ObjectionSearch.shown(show);
  }

  /** The objections that fit. */
  public List<ObjectionList.Line> getLines() {
    if (lines == null) {
      lines = list.lines(wanted(), begin(), SHOWN, current.get());
    }
    return lines;
  }

  /** How many have come how far; each opens its rows. */
  public List<ObjectionList.Figure> getFigures() {
    return list.figures(wanted(), current.get());
  }

  /** Mergers to choose from. */
  public List<ObjectionList.Merger> getMergers() {
    return list.mergers();
  }

  /** Outcomes to choose from. */
  public Outcome[] getOutcomes() {
    return Outcome.values();
  }

  private ObjectionList.Wanted wanted() {
    return search.wanted(show, merger, day, stage, outcome);
  }

  private long begin() {
    return from == null || from < 0 ? 0 : from;
  }

  /** Where the next page begins; null on the last one. */
  public Long getNext() {
    return getLines().size() < SHOWN ? null : begin() + SHOWN;
  }

  /** The merger that is chosen; null for none. */
  public Long getMerger() {
    return merger;
  }

  /** The day of the wave that is chosen; empty for none. */
  public String getDay() {
    return wanted().day() == null ? "" : wanted().day().toString();
  }

  /** The stage that is chosen; empty for none. */
  public String getStage() {
    return wanted().stage() == null ? "" : wanted().stage().name();
  }

  /** The outcome that is chosen; empty for none. */
  public String getOutcome() {
    return wanted().outcome() == null ? "" : wanted().outcome().name();
  }

  /** Whether the list is narrowed. */
  public boolean isNarrowed() {
    return merger != null
        || !getDay().isEmpty()
        || !getStage().isEmpty()
        || !getOutcome().isEmpty();
  }

  /** What an address with the same choice says behind its question mark, but for the stage. */
  public String getAsked() {
    var asked = new LinkedHashMap<String, List<String>>();
    asked.put("show", List.of(getShown()));
    asked.put("merger", List.of(merger == null ? "" : merger.toString()));
    asked.put("day", List.of(getDay()));
    asked.put("outcome", List.of(getOutcome()));
    return Servlets.toQueryString(asked);
  }
}
