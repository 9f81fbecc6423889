package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.billing.BillingAccounts;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.CurrentStaff;
import org.omnifaces.cdi.Param;

/** Who bills and debits the customer on the page since his accounts went over. */
@Named
@RequestScoped
public class CustomerBilled {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private BillingAccounts accounts;
  @Inject @Param private Long id;

  private List<BillingAccounts.Billed> all;

  /** His accounts that were handed over to billing. */
  public List<BillingAccounts.Billed> getAccounts() {
    if (all == null) {
      all = accounts.of(id, desk.sightOf(current.get()));
    }
    return all;
  }
}
