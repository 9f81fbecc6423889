package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.klantbrug.crisis.Playbook;
import org.klantbrug.crisis.PlaybookTasks;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.work.web.SubjectSight;

/** Files of a step are seen by who does it, and by who sees the crisis. */
@RequestScoped
public class CrisisStepSight implements SubjectSight {
  @Inject private CurrentStaff current;
  @Inject private Playbook playbook;

  @Override
  public String kind() {
    return PlaybookTasks.SUBJECT;
  }

  @Override
  public void need(long id) {
    var staff = current.get();
    if (!staff.may(Action.CRISIS_READ) && !playbook.read(id).allows(staff, Action.WORK_DO)) {
      throw new NotAllowed(Action.CRISIS_READ);
    }
  }
}
