package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.crisis.CrisisScenario;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** What can go wrong, written out before it does: the worst first. */
@Named
@RequestScoped
public class ScenariosPage {
  @Inject private CurrentStaff current;
  @Inject private CrisisScenarios scenarios;
  @Inject private ScenarioTyping typing;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Writes a new one, if one was sent. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.SCENARIO_WRITE);
    notices
        .attempt(() -> scenarios.write(typing.wish(), by))
        .ifPresent(
            id -> {
              notices.done("scenario.done.written");
              Faces.redirect("/scenario?id=%s", id);
            });
  }

  /** The scenarios, the worst first. */
  public List<CrisisScenario> getScenarios() {
    return scenarios.all();
  }

  /** Whether this person may write them. */
  public boolean isWriter() {
    return current.get().may(Action.SCENARIO_WRITE);
  }

  /** This day. */
  public LocalDate getToday() {
    return clock.today();
  }

  /** The day that is proposed for looking at a new one again. */
  public LocalDate getNext() {
    return scenarios.nextReview();
  }
}
