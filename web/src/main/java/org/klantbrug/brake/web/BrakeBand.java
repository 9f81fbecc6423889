package org.klantbrug.brake.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Texts;

/**
 * The band under the bar that says what is held: on every page of mergers and of mail to many, and
 * on Home for those whose work waits for it.
 */
@Named("brakeBand")
@RequestScoped
public class BrakeBand {
  private static final List<String> PLACES = List.of("/merger", "/rehears", "/signal", "/notice");
  private static final String HOME = "/home";

  @Inject private CurrentStaff current;
  @Inject private Brakes brakes;
  @Inject private Texts texts;
  @Inject private HttpServletRequest request;

  private List<Hold> holds;

  /** What is held now; none on a page that has nothing to do with it. */
  public List<Hold> getHolds() {
    if (holds == null) {
      holds = isShown() ? brakes.standing() : List.of();
    }
    return holds;
  }

  private boolean isShown() {
    var page = request.getServletPath();
    return current.isKnown()
        && (PLACES.stream().anyMatch(page::startsWith) || page.startsWith(HOME) && isConcerned());
  }

  private boolean isConcerned() {
    var staff = current.get();
    return staff.may(Action.MERGER_READ)
        || staff.may(Action.SIGNAL_RAISE)
        || staff.may(Action.SIGNAL_RELEASE);
  }

  /** What waits, in words; empty if nothing does. */
  public String waiting(Hold hold) {
    return brakes.waiting(hold).stream()
        .map(each -> texts.say("brake.waits." + each.code(), each.count()))
        .collect(Collectors.joining(", "));
  }
}
