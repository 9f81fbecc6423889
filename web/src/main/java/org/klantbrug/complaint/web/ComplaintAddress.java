package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.complaint.ComplaintClocks;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clocks of a complaint lead to. */
@RequestScoped
public class ComplaintAddress implements SubjectPage {
  @Override
  public String kind() {
    return ComplaintClocks.SUBJECT;
  }

  @Override
  public String addressOf(long id) {
    return "/complaint?id=" + id;
  }
}
