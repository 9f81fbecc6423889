package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.SignalDesk;

/** What a customer told us and waits to hear of, beside him. */
@Named
@RequestScoped
public class SignalsOfCustomer {
  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;

  private List<SignalDesk.OfCustomer> found;

  /** Those in sight that are open or of which he waits for a word; read once a page. */
  public List<SignalDesk.OfCustomer> of(long party) {
    if (found == null) {
      var staff = current.get();
      found = staff.may(Action.SIGNAL_READ) ? desk.ofCustomer(party, staff) : List.of();
    }
    return found;
  }
}
