package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.Complaints;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.web.SubjectSight;

/** The processes of a complaint are seen by who may see the complaint. */
@RequestScoped
public class ComplaintSight implements SubjectSight {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;

  @Override
  public String kind() {
    return Complaints.SUBJECT;
  }

  @Override
  public void need(long id) {
    desk.needSeen(id, current.get());
  }
}
