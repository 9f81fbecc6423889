package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.klantbrug.complaint.web.ComplaintPage;
import org.klantbrug.identity.web.Me;
import org.klantbrug.threat.web.ThreatHere;

/**
 * What a person may begin from any page. The customer who is open, or whose complaint or promise
 * is, goes along; without one a contact or promise begins with finding him.
 */
@Named("newMenu")
@RequestScoped
public class NewMenu {
  @Inject private Me me;
  @Inject private HttpServletRequest request;
  @Inject private ComplaintPage complaintPage;
  @Inject private PromisePage promisePage;
  @Inject private ThreatHere threatHere;

  /**
   * Something to begin.
   *
   * @param name by which the menu calls it
   * @param address where it is begun
   */
  public record Entry(String name, String address) {}

  /** What this person may begin, in order. */
  public List<Entry> getEntries() {
    var entries = new ArrayList<Entry>();
    if (me.opens("/customer") && me.may("CUSTOMER_CONTACT")) {
      entries.add(new Entry("contact", atCustomer("#note")));
    }
    if (me.opens("/complaint-new")) {
      entries.add(new Entry("complaint", "/complaint-new" + of(customer(), "customer")));
    }
    if (me.opens("/signal-new")) {
      entries.add(new Entry("signal", "/signal-new" + subject()));
    }
    if (me.opens("/objection-new")) {
      entries.add(new Entry("objection", "/objection-new" + of(customer(), "customer")));
    }
    if (me.opens("/customer") && me.may("CUSTOMER_CONTACT")) {
      entries.add(new Entry("promise", atCustomer("#n-promise")));
    }
    if (me.opens("/threat-new")) {
      entries.add(new Entry("threat", threatHere.getAddress()));
    }
    return entries;
  }

  /** Whether a customer goes along. */
  public boolean isWithCustomer() {
    return customer() != null;
  }

  private String atCustomer(String part) {
    return customer() == null ? "/customers" : "/customer?id=" + customer() + part;
  }

  /** A signal can also be about the complaint that is open. */
  private String subject() {
    return isAt("complaint") ? of(key("id"), "complaint") : of(customer(), "customer");
  }

  private String customer() {
    if (isAt("complaint")) {
      var party = complaintPage.getComplaint().partyId();
      return party == null ? null : party.toString();
    }
    if (isAt("promise")) {
      return Long.toString(promisePage.getCustomer().partyId());
    }
    return isAt("customer") ? key("id") : key("customer");
  }

  private static String of(String key, String field) {
    return key == null ? "" : "?" + field + "=" + key;
  }

  private boolean isAt(String page) {
    return request.getServletPath().matches("/" + page + "(\\.xhtml)?");
  }

  private String key(String field) {
    var given = request.getParameter(field);
    return given != null && given.matches("[1-9]\\d{0,17}") ? given : null;
  }
}
