package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.CustomerCrises;

/** The crises that touch whom a page is about, for who speaks to him; read once per page. */
@Named
@RequestScoped
public class CrisisTouch {
  @Inject private CustomerCrises crises;

  private List<CustomerCrises.Touched> touched;

  /** Those of a customer. */
  public List<CustomerCrises.Touched> party(long id) {
    if (touched == null) {
      touched = crises.ofParty(id);
    }
    return touched;
  }

  /** Those of the customer whose complaint it is. */
  public List<CustomerCrises.Touched> complaint(long id) {
    if (touched == null) {
      touched = crises.ofComplaint(id);
    }
    return touched;
  }
}
