package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import org.klantbrug.complaint.ComplaintList;
import org.klantbrug.complaint.Handover;
import org.klantbrug.complaint.Stage;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** Complaints: mine, my team's, all, those that are over, and those that came over and wait. */
@Named
@RequestScoped
public class ComplaintsPage {
  private static final int SHOWN = 100;

  @Inject private CurrentStaff current;
  @Inject private ComplaintList list;
  @Inject private BusinessClock time;
  @Inject private Handover handover;
  @Inject private ComplaintSearch search;
  @Inject private ComplaintColumns columns;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String show;
  @Inject @Param private String stage;
  @Inject @Param private String channel;
  @Inject @Param private Long company;
  @Inject @Param private String only;
  @Inject @Param private String after;
  @Inject @Param private Long one;

  private ComplaintList.Page page;
  private List<ComplaintList.Figure> figures;
  private Handover.Page held;

  /** Takes up the complaint whose button was pressed, or keeps the columns. */
  public void act() {
    if (columns.isPressed() && columns.press()) {
      Faces.redirect(
          "/complaints?" + getAsked() + "&stage=" + (getStage() == null ? "" : getStage()));
    } else if (post.has("takeUp")) {
      var by = current.need(Action.COMPLAINT_HANDLE);
      notices
          .attempt(() -> handover.takeUp(post.key("takeUp"), by))
          .ifPresent(
              id -> {
                notices.done("complaint.taken-up");
                Faces.redirect("/complaint?id=%s", id);
              });
    }
  }

  /** Which list is shown. */
  public String getShown() {
    return ComplaintSearch.shown(show);
  }

  /** Whether those are shown that came over and wait. */
  public boolean isHeldShown() {
    return getShown().equals("held");
  }

  /** Whether the reader is in a team. */
  public boolean isInTeam() {
    return current.get().teamId() != null;
  }

  /** The complaints that fit. */
  public List<ComplaintList.Line> getLines() {
    return page().lines();
  }

  private ComplaintList.Page page() {
    if (page == null) {
      page =
          isHeldShown()
              ? new ComplaintList.Page(List.of(), null)
              : list.page(wanted(), after, SHOWN, current.get());
    }
    return page;
  }

  /** How many fit, on all pages. */
  public long getCount() {
    return getFigures().stream()
        .filter(figure -> getStage() == null || figure.stage() == getStage())
        .mapToLong(ComplaintList.Figure::count)
        .sum();
  }

  /** How many wait for what; each opens its rows. */
  public List<ComplaintList.Figure> getFigures() {
    if (figures == null) {
      figures = isHeldShown() ? List.of() : list.figures(wanted(), current.get());
    }
    return figures;
  }

  /** Complaints that came over and wait. */
  public List<Handover.Waiting> getWaiting() {
    return held().waiting();
  }

  /** Key after which the next page of these begins; null on the last one. */
  public String getNextHeld() {
    return held().next();
  }

  private Handover.Page held() {
    if (held == null) {
      held = isHeldShown() ? heldThatAreAsked() : new Handover.Page(List.of(), null);
    }
    return held;
  }

  private Handover.Page heldThatAreAsked() {
    return one == null
        ? handover.page(after, SHOWN, current.get())
        : new Handover.Page(handover.named(List.of(one), current.get()), null);
  }

  /** Whether only one of those that came over is shown. */
  public boolean isOneShown() {
    return one != null;
  }

  /** Whether the day is past on which the other company would have answered. */
  public boolean heldLate(Handover.Waiting waiting) {
    return waiting.late(time.today());
  }

  /** How many came over and wait. */
  public long getHeld() {
    return handover.standing(current.get()).waiting();
  }

  /** Companies whose customers complain. */
  public List<ComplaintList.Company> getCompanies() {
    return list.companies(current.get());
  }

  private ComplaintList.Wanted wanted() {
    return search.wanted(show, stage, channel, company, only);
  }

  /** Key after which the next page begins; null on the last one. */
  public String getNext() {
    return page().next();
  }

  /** Whether this is a later page than the first. */
  public boolean isLater() {
    return after != null && !after.isEmpty();
  }

  /** The stage that is chosen; null for none. */
  public Stage getStage() {
    return wanted().stage();
  }

  /** The channel that is chosen; empty for none. */
  public String getChannel() {
    return wanted().channel() == null ? "" : wanted().channel().name();
  }

  /** The company that is chosen; null for none. */
  public Long getCompany() {
    return company;
  }

  /** Late, unconfirmed, or empty for all. */
  public String getOnly() {
    return only == null ? "" : only;
  }

  /** Whether the list is narrowed. */
  public boolean isNarrowed() {
    return getStage() != null || !getChannel().isEmpty() || company != null || !getOnly().isEmpty();
  }

  /** What an address with the same choice says behind its question mark, but for the stage. */
  public String getAsked() {
    var asked = new LinkedHashMap<String, List<String>>();
    asked.put("show", List.of(getShown()));
    asked.put("channel", List.of(getChannel()));
    asked.put("company", List.of(company == null ? "" : company.toString()));
    asked.put("only", List.of(getOnly()));
    return Servlets.toQueryString(asked);
  }

  /** Whether the customer should have heard by now. */
  public boolean late(ComplaintList.Line line) {
    return line.dueAt() != null && line.dueAt().isBefore(time.now());
  }
}
