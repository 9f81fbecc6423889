package org.klantbrug.customer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.customer.Corrections;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerHit;
import org.klantbrug.customer.CustomerSearch;
import org.klantbrug.identity.CurrentStaff;
import org.omnifaces.cdi.Param;

/** Finding customers by whatever is known of them. */
@Named
@RequestScoped
public class CustomersPage {
  /** So many are shown; who types what fits more must type more. */
  static final int SHOWN = 20;

  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private CustomerSearch search;
  @Inject private Corrections corrections;
  @Inject @Param private String q;

  private List<CustomerHit> hits;

  /** Who was found; empty if nothing was typed. */
  public List<CustomerHit> getHits() {
    if (hits == null) {
      hits = search.find(q, SHOWN, desk.sightOf(current.get()));
    }
    return hits;
  }

  /** How many reports of what is wrong wait; for who may open them. */
  public long getReports() {
    return corrections.waiting(current.get());
  }

  /** Whether anything was typed. */
  public boolean isAsked() {
    return q != null && !q.isBlank();
  }

  /** Whether there may be more than are shown. */
  public boolean isFull() {
    return getHits().size() == SHOWN;
  }
}
