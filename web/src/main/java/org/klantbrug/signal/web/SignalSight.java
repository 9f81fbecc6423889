package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.signal.SignalDesk;
import org.klantbrug.signal.Signals;
import org.klantbrug.work.web.SubjectSight;

/** Who may see a signal may see who else has it open. */
@RequestScoped
public class SignalSight implements SubjectSight {
  @Inject private CurrentStaff current;
  @Inject private SignalDesk desk;

  @Override
  public String kind() {
    return Signals.SUBJECT;
  }

  @Override
  public void need(long id) {
    desk.needSeen(id, current.need(Action.SIGNAL_READ));
  }
}
