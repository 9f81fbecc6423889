package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisScenario;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.crisis.Playbook;
import org.klantbrug.crisis.PlaybookStep;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What is done in a crisis, by whom and by when: a checklist on which what is late stands out. */
@Named
@RequestScoped
public class CrisisPlaybookPage {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private CrisisScenarios scenarios;
  @Inject private Playbook playbook;
  @Inject private ScenarioTyping typing;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Crisis crisis;
  private List<PlaybookStep> steps;
  private List<Playbook.Chosen> chosen;

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && done(current.need(Action.CRISIS_WORK))) {
      Faces.redirect("/crisis-playbook?id=%s", id);
      return;
    }
    crisis = crises.of(id);
  }

  private boolean done(Staff by) {
    if (post.has("choose")) {
      return notices
          .attempt(() -> playbook.choose(id, post.key("choose"), by))
          .map(this::chosen)
          .orElse(false);
    }
    if (post.has("done")) {
      return notices.tryTo(
          () -> playbook.done(post.key("done"), (int) post.key("version"), null, by),
          "playbook.done.done");
    }
    return post.has("keepStep")
        && notices.tryTo(() -> playbook.add(id, typing.step(0), by), "playbook.done.added");
  }

  private boolean chosen(int many) {
    notices.done("playbook.done.chosen", many);
    return true;
  }

  /** The crisis. */
  public Crisis getCrisis() {
    if (crisis == null) {
      crisis = crises.of(id);
    }
    return crisis;
  }

  /** What is to be done, and what was: what must be done first on top. */
  public List<PlaybookStep> getSteps() {
    if (steps == null) {
      steps = playbook.steps(id);
    }
    return steps;
  }

  /** The scenarios that were chosen. */
  public List<Playbook.Chosen> getChosen() {
    if (chosen == null) {
      chosen = playbook.chosen(id);
    }
    return chosen;
  }

  /** Those that can still be chosen, the worst first. */
  public List<CrisisScenario> getOthers() {
    var taken = getChosen().stream().map(Playbook.Chosen::scenarioId).toList();
    return scenarios.all().stream().filter(each -> !taken.contains(each.id())).toList();
  }

  /** How many steps still wait. */
  public long getOpen() {
    return getSteps().stream().filter(PlaybookStep::isOpen).count();
  }

  /** How many of them are late. */
  public long getLate() {
    return getSteps().stream().filter(PlaybookStep::isOpen).filter(this::late).count();
  }

  /** Whether it is or was late. */
  public boolean late(PlaybookStep step) {
    return step.isLate(getNow());
  }

  /** Whether this person works on it, and there is something to do. */
  public boolean isLed() {
    return getCrisis().isRunning() && current.get().may(Action.CRISIS_WORK);
  }

  /** Whether a step can be ticked off here: nothing has to show it. */
  public boolean ticked(PlaybookStep step) {
    return step.isOpen()
        && !step.evidence()
        && getCrisis().isOpen()
        && current.get().may(Action.CRISIS_WORK);
  }

  /** This moment. */
  public Instant getNow() {
    return clock.now();
  }
}
