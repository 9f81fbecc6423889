package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.signal.SignalClocks;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clocks of a signal lead to. */
@RequestScoped
public class SignalAddress implements SubjectPage {
  @Override
  public String kind() {
    return SignalClocks.SUBJECT;
  }

  @Override
  public String addressOf(long id) {
    return "/signal?id=" + id;
  }
}
