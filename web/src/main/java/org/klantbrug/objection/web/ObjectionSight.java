package org.klantbrug.objection.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.objection.ObjectionDesk;
import org.klantbrug.objection.Objections;
import org.klantbrug.work.web.SubjectSight;

/** Who may see an objection may see who else has it open. */
@RequestScoped
public class ObjectionSight implements SubjectSight {
  @Inject private CurrentStaff current;
  @Inject private ObjectionDesk desk;

  @Override
  public String kind() {
    return Objections.SUBJECT;
  }

  @Override
  public void need(long id) {
    desk.look(id, current.need(Action.OBJECTION_READ));
  }
}
