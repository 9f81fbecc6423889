package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.privacy.Incidents;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clocks of a data leak lead to. */
@RequestScoped
public class IncidentAddress implements SubjectPage {
  @Override
  public String kind() {
    return Incidents.CLOCKED;
  }

  @Override
  public String addressOf(long id) {
    return "/data-leak?id=" + id;
  }
}
