package org.klantbrug.contact.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.klantbrug.contact.PromiseClocks;
import org.klantbrug.sla.web.SubjectPage;

/** Where people see the promise that a clock is about. */
@ApplicationScoped
public class PromiseSubject implements SubjectPage {
  @Override
  public String kind() {
    return PromiseClocks.SUBJECT;
  }

  @Override
  public String addressOf(long id) {
    return "/promise?id=" + id;
  }
}
