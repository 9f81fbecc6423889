package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisList;

/** Crises by the many: those that need somebody, and those that are over. */
@Named
@RequestScoped
public class CrisesPage {
  @Inject private CrisisList list;

  private List<Crisis> open;
  private List<Crisis> past;

  /** Those that somebody has to decide on, lead or close. */
  public List<Crisis> getOpen() {
    if (open == null) {
      open = list.open();
    }
    return open;
  }

  /** Those that are over. */
  public List<Crisis> getPast() {
    if (past == null) {
      past = list.past();
    }
    return past;
  }
}
