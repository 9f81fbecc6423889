package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.privacy.PrivacyRequests;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clocks of a request lead to. */
@RequestScoped
public class PrivacyAddress implements SubjectPage {
  @Override
  public String kind() {
    return PrivacyRequests.SUBJECT;
  }

  @Override
  public String addressOf(long id) {
    return "/privacy-request?id=" + id;
  }
}
