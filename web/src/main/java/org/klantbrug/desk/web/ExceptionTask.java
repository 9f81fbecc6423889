package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.contact.Exceptions;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.WorkItems;

/** What an adviser asks the back office to allow, on the page of its work item. */
@Named
@RequestScoped
public class ExceptionTask {
  @Inject private CurrentStaff current;
  @Inject private Exceptions exceptions;

  private Exceptions.Asked asked;
  private boolean read;

  /**
   * What is asked; null for other work, and for who may not open customers. That it was read is
   * written down.
   */
  public Exceptions.Asked of(WorkItems.Line item) {
    if (!read
        && item.kind().equals(Exceptions.DECISION)
        && current.get().may(Action.CUSTOMER_READ)) {
      asked = exceptions.read(item.id(), current.get()).orElse(null);
    }
    read = true;
    return asked;
  }
}
