package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.SignalList;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Servlets;

/** Signals: those I raised, those of my department, all, those that are over; and who was told. */
@Named
@RequestScoped
public class SignalsPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private SignalList list;
  @Inject private SignalSearch search;
  @Inject @Param private String show;
  @Inject @Param private String state;
  @Inject @Param private Long department;
  @Inject @Param private String kind;
  @Inject @Param private String only;
  @Inject @Param private Long from;

  private List<SignalList.Line> lines;
  private List<SignalList.Telling> telling;
  private List<SignalList.Figure> figures;
  private SignalList.Rate rate;

  /** Which list is shown. */
  public String getShown() {
    return SignalSearch.shown(show);
  }

  /** Whether customers are shown, who are to be told or were. */
  public boolean isTellingShown() {
    return getShown().equals("tell") || getShown().equals("told");
  }

  /** The signals that fit. */
  public List<SignalList.Line> getLines() {
    if (lines == null) {
      lines = isTellingShown() ? List.of() : list.lines(wanted(), begin(), SHOWN, current.get());
    }
    return lines;
  }

  /** Customers who are to be told, or were. */
  public List<SignalList.Telling> getTelling() {
    if (telling == null) {
      telling =
          isTellingShown()
              ? list.telling(wanted(), getShown().equals("told"), begin(), SHOWN, current.get())
              : List.of();
    }
    return telling;
  }

  /** How many have come how far; each opens its rows. */
  public List<SignalList.Figure> getFigures() {
    if (figures == null) {
      figures = isTellingShown() ? List.of() : list.figures(wanted(), current.get());
    }
    return figures;
  }

  /** How many customers heard what was done. */
  public SignalList.Rate getRate() {
    if (rate == null) {
      rate = list.rate(wanted(), current.get());
    }
    return rate;
  }

  private SignalList.Wanted wanted() {
    return search.wanted(show, state, department, kind, only);
  }

  private long begin() {
    return from == null || from < 0 ? 0 : from;
  }

  /** Where the next page begins; null on the last one. */
  public Long getNext() {
    var shown = isTellingShown() ? getTelling().size() : getLines().size();
    return shown < SHOWN ? null : begin() + SHOWN;
  }

  /** The state that is chosen; empty for none. */
  public String getState() {
    return wanted().state() == null ? "" : wanted().state().name();
  }

  /** The department that is chosen; null for none. */
  public Long getDepartment() {
    return department;
  }

  /** The kind that is chosen; empty for none. */
  public String getKind() {
    return wanted().kind() == null ? "" : wanted().kind().name();
  }

  /** Late, or empty for all. */
  public String getOnly() {
    return wanted().late() ? "late" : "";
  }

  /** Whether the list is narrowed. */
  public boolean isNarrowed() {
    return !getState().isEmpty()
        || department != null
        || !getKind().isEmpty()
        || !getOnly().isEmpty();
  }

  /** What an address with the same choice says behind its question mark, but for the state. */
  public String getAsked() {
    var asked = narrowing();
    asked.put("show", List.of(getShown()));
    asked.put("only", List.of(getOnly()));
    return Servlets.toQueryString(asked);
  }

  /** As {@link #getAsked}, of department and kind only: what customers can be narrowed by. */
  public String getNarrowing() {
    return Servlets.toQueryString(narrowing());
  }

  private LinkedHashMap<String, List<String>> narrowing() {
    var asked = new LinkedHashMap<String, List<String>>();
    asked.put("department", List.of(department == null ? "" : department.toString()));
    asked.put("kind", List.of(getKind()));
    return asked;
  }
}
