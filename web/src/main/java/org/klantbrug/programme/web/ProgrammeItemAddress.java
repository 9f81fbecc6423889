package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import org.klantbrug.programme.ItemWork;
import org.klantbrug.sla.web.SubjectPage;

/** Where the clocks of an item lead to. */
@RequestScoped
public class ProgrammeItemAddress implements SubjectPage {
  @Override
  public String kind() {
    return ItemWork.CLOCK;
  }

  @Override
  public String addressOf(long id) {
    return "/programme-item?id=" + id;
  }
}
