package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.web.Me;
import org.klantbrug.privacy.Incident.Origin;
import org.klantbrug.privacy.Incidents;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A colleague tells of a customer whose data somebody else may have seen. */
@Named
@RequestScoped
public class LeakNewPage {
  @Inject private CurrentStaff current;
  @Inject private Me me;
  @Inject private Incidents incidents;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long customer;
  @Inject @Param private String origin;

  /** Reports it when the button was pressed, and goes back to the customer. */
  public void act() {
    if (customer == null) {
      throw new NotThere();
    }
    if (post.has("report")
        && notices.tryTo(
            () -> incidents.report(customer, typed(), current.need(Action.PRIVACY_REPORT)),
            "leak.done.report")) {
      Faces.redirect(me.opens("/customer") ? "/customer?id=" + customer : "/data-leaks");
    }
  }

  private Incidents.NewLeak typed() {
    var chosen = post.text("origin");
    return new Incidents.NewLeak(
        chosen.isEmpty() ? null : Choice.onPage(Origin.class, chosen), post.text("what"), known());
  }

  private Instant known() {
    try {
      return post.text("known").isEmpty()
          ? null
          : LocalDateTime.parse(post.text("known")).atZone(BusinessClock.ZONE).toInstant();
    } catch (DateTimeParseException none) {
      throw new RuleBroken("complaint.leak-known");
    }
  }

  /** Key of the customer. */
  public Long getCustomer() {
    return customer;
  }

  /** By what it can show here. */
  public List<Origin> getOrigins() {
    return Arrays.stream(Origin.values()).filter(each -> each != Origin.COMPLAINT).toList();
  }

  /** What was chosen, or came along with the address. */
  public String getOrigin() {
    return post.isSent() ? post.text("origin") : origin;
  }

  /** What was typed in a field. */
  public String typed(String field) {
    return post.text(field);
  }
}
