package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.contact.Exceptions;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.WorkItems;

/** What an adviser asks the back office to allow, on the page of its work item. */
@Named
@RequestScoped
public class ExceptionTask {
  @Inject private CurrentStaff current;
  @Inject private CustomerDesk desk;
  @Inject private Exceptions exceptions;

  private Exceptions.Asked asked;
  private boolean read;

  /**
   * What is asked; null for other work, and for who neither decides nor asked or may not open the
   * customer. That it was read is written down.
   */
  public Exceptions.Asked of(WorkItems.Line item) {
    if (!read
        && item.kind().equals(Exceptions.DECISION)
        && current.get().may(Action.CUSTOMER_READ)) {
      asked = exceptions.read(item.id(), desk.sightOf(current.get()), current.get()).orElse(null);
    }
    read = true;
    return asked;
  }
}
