package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.mailbox.MailClocks;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clock of a mail leads to. */
@RequestScoped
public class MailAddress implements SubjectPage {
  @Override
  public String kind() {
    return MailClocks.SUBJECT;
  }

  @Override
  public String addressOf(long id) {
    return "/mail?id=" + id;
  }
}
