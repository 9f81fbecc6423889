package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.klantbrug.complaint.LinkMail;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.OnlineComplaints;
import org.klantbrug.complaint.OnlineStatus;
import org.klantbrug.complaint.StatusLinks;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.ClockState;
import org.klantbrug.sla.SlaClock;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Where a customer follows his complaint by its link, and adds to it. */
@Named
@RequestScoped
public class PublicStatusPage {
  @Inject private PublicForm form;
  @Inject private OnlineStatus status;
  @Inject private OnlineComplaints online;
  @Inject private StatusLinks links;
  @Inject private LinkMail linkMail;
  @Inject private BusinessClock time;
  @Inject private Texts texts;
  @Inject private Language language;
  @Inject private Post post;
  @Inject private HttpServletRequest request;
  @Inject @Param private String number;
  @Inject @Param private Long until;
  @Inject @Param private String seal;

  private OnlineStatus.Shown shown;
  private String closed = "";

  /** Opens the complaint, or adds what was typed. */
  public void act() {
    try {
      shown = status.open(link());
    } catch (RuleBroken rule) {
      closed = rule.textIn(texts.locale());
      Faces.getResponse().setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    var withdraws = post.has("withdraw");
    if (form.isMeant(withdraws ? "withdraw" : "reply")) {
      form.attempt(() -> added(withdraws))
          .ifPresent(
              link ->
                  Faces.redirect(
                      "/public/complaint-status?number=%s&until=%s&seal=%s&lang=%s&added=1",
                      link.number(), link.until(), link.seal(), language.getCode()));
    }
  }

  private StatusLinks.Link added(boolean withdraws) {
    online.reply(link(), form.getKey(), post.text(withdraws ? "withdrawWhy" : "words"), withdraws);
    return link();
  }

  private StatusLinks.Link link() {
    return new StatusLinks.Link(number, until == null ? 0 : until, seal);
  }

  /** The complaint; null if the link does not open. */
  public OnlineStatus.Shown getShown() {
    return shown;
  }

  /** Why the link does not open; empty if it does. */
  public String getClosed() {
    return closed;
  }

  /** Whether the link, asked for by mail, was mailed: to one address not more often than needed. */
  public boolean isMailed() {
    return linkMail.isMailed(links.open(link()));
  }

  /** How far it has come. */
  public List<ComplaintLine.Step> getLine() {
    return CustomerLine.of(shown.head().stage(), shown.head().acknowledged());
  }

  /** The day by which the customer hears, in words. */
  public String day(SlaClock clock) {
    return texts.near(clock.limit().atZone(BusinessClock.ZONE).toLocalDate());
  }

  /** Whether that day is over. */
  public boolean late(SlaClock clock) {
    return clock.standing(time.now()) == SlaClock.Standing.OVER_TIME;
  }

  /** Whether we wait for the customer, and he not for us. */
  public boolean waits(SlaClock clock) {
    return clock.state() == ClockState.SUSPENDED;
  }

  /** What the address of the link says behind its question mark. */
  public String getQuery() {
    return link().query();
  }

  /** The whole address of the link, to be kept. */
  public String getAddress() {
    return request.getRequestURL() + "?" + getQuery();
  }

  /** The last day on which the link opens. */
  public String getLastDay() {
    return texts.day(link().end().atZone(BusinessClock.ZONE).toLocalDate());
  }

  /** How many characters may be added at once. */
  public int getLongest() {
    return NewComplaint.LONGEST;
  }
}
