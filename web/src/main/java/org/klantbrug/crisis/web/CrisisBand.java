package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.RunningCrises;
import org.klantbrug.identity.CurrentStaff;

/**
 * The band on every page while a crisis runs: for everybody, as everybody is asked about it. What
 * runs is looked up once a second per server, so a page costs nothing.
 */
@Named("crisisBand")
@RequestScoped
public class CrisisBand {
  @Inject private CurrentStaff current;
  @Inject private RunningCrises running;

  private List<Crisis> crises;

  /** What runs now, exercises too. */
  public List<Crisis> getRunning() {
    if (crises == null) {
      crises = current.isKnown() ? running.now() : List.of();
    }
    return crises;
  }
}
