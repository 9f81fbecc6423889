package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.contact.Promise;
import org.klantbrug.contact.TimelineItem;
import org.klantbrug.contract.Running;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.customer.web.CustomerTexts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.transfer.RehearsedComplaints;
import org.klantbrug.transfer.RehearsedCustomers;
import org.klantbrug.transfer.Transfer;
import org.omnifaces.cdi.Param;

/** One customer as the rehearsal made him: to be looked at, and nothing else. */
@Named
@RequestScoped
public class RehearsedCustomerPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Transfer transfer;
  @Inject private RehearsedCustomers customers;
  @Inject private CustomerTexts texts;
  @Inject @Param private Long id;
  @Inject @Param private Long merger;

  private Mergers.View view;
  private RehearsedCustomers.Rehearsed rehearsed;

  /** Opens the customer. */
  public void act() {
    if (id == null || merger == null) {
      throw new NotThere();
    }
    var staff = current.need(Action.CUSTOMER_READ);
    view = mergers.read(merger);
    rehearsed =
        RehearsedCustomers.newest(transfer.ofMerger(view.id()))
            .map(cutover -> customers.open(cutover, id, staff))
            .orElseThrow(() -> new RuleBroken("transfer.no-rehearsal-to-look-at"));
  }

  /** The merger that is rehearsed. */
  public Mergers.View getMerger() {
    return view;
  }

  /** Who it would be. */
  public CustomerPage getCustomer() {
    return rehearsed.customer();
  }

  /** What would run. */
  public Running getRunning() {
    return rehearsed.running();
  }

  /** What would be promised. */
  public List<Promise> getPromises() {
    return rehearsed.promises();
  }

  /** The open complaints that would come along. */
  public List<RehearsedComplaints.Complaint> getComplaints() {
    return rehearsed.complaints();
  }

  /** The newest contacts. */
  public List<TimelineItem> getContacts() {
    return rehearsed.contacts();
  }

  /** Whether there are more contacts than shown. */
  public boolean isMore() {
    return rehearsed.more();
  }

  /** A value as it is shown. */
  public String shown(CustomerPage.Line line) {
    return texts.value(line.group(), line.text(), "");
  }

  /** The end of a bank account number. */
  public String iban(String iban) {
    return iban == null ? "" : texts.value("IBAN", iban, "");
  }
}
