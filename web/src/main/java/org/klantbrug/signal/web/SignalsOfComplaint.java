package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.Kind;
import org.klantbrug.signal.SignalDesk;

/** Signals that came from a complaint, beside it. */
@Named
@RequestScoped
public class SignalsOfComplaint {
  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;

  private List<SignalDesk.Line> found;

  /** Those in sight, the newest first. */
  public List<SignalDesk.Line> of(long complaint) {
    return all(complaint).stream().filter(each -> each.kind() != Kind.QUESTION).toList();
  }

  /** Questions to departments about it, the newest first. */
  public List<SignalDesk.Line> questions(long complaint) {
    return all(complaint).stream().filter(each -> each.kind() == Kind.QUESTION).toList();
  }

  private List<SignalDesk.Line> all(long complaint) {
    if (found == null) {
      found = desk.ofComplaint(complaint, current.get());
    }
    return found;
  }
}
