package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.SignalDesk;

/** Signals that came from a complaint, beside it. */
@Named
@RequestScoped
public class SignalsOfComplaint {
  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;

  private List<SignalDesk.Line> found;

  /** Those in sight, the newest first; read once a page. */
  public List<SignalDesk.Line> of(long complaint) {
    if (found == null) {
      found = desk.ofComplaint(complaint, current.get());
    }
    return found;
  }
}
