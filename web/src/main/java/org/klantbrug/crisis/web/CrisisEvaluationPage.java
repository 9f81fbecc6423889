package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.Evaluation;
import org.klantbrug.crisis.Evaluations;
import org.klantbrug.crisis.LearntAction;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What was learnt from a crisis, and what changes because of it. */
@Named
@RequestScoped
public class CrisisEvaluationPage {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private Evaluations evaluations;
  @Inject private ScenarioTyping typing;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Crisis crisis;
  private Evaluation evaluation;

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && done(current.need(Action.CRISIS_WORK))) {
      Faces.redirect("/crisis-evaluation?id=%s", id);
      return;
    }
    crisis = crises.of(id);
    evaluation = evaluations.find(id).orElse(null);
  }

  private boolean done(Staff by) {
    if (post.has("write")) {
      return notices.tryTo(
          () -> evaluations.write(id, (int) post.key("version"), wish(), by),
          "evaluation.done.write");
    }
    return post.has("add")
        && notices.tryTo(
            () ->
                evaluations.add(
                    id, post.text("words"), post.chosen("owner"), typing.day("due"), by),
            "evaluation.done.add");
  }

  private Evaluations.Wish wish() {
    return new Evaluations.Wish(
        post.text("wentWell"),
        post.text("wentWrong"),
        post.text("causes"),
        post.text("noActionWhy"));
  }

  /** The crisis. */
  public Crisis getCrisis() {
    return crisis;
  }

  /** What was learnt; null before the crisis was stood down. */
  public Evaluation getEvaluation() {
    return evaluation;
  }

  /** What changes because of it. */
  public List<LearntAction> getActions() {
    return evaluations.actions(id);
  }

  /** What is missing before the crisis can be closed. */
  public List<String> getMissing() {
    return crisis.state() == Crisis.State.STOOD_DOWN ? crises.missing(id) : List.of();
  }

  /** Whether this person writes it now. */
  public boolean isWriter() {
    return crisis.state() == Crisis.State.STOOD_DOWN
        && evaluation != null
        && current.get().may(Action.CRISIS_WORK);
  }

  /** Whether it should have been written. */
  public boolean isLate() {
    return evaluation != null
        && !evaluation.isWritten()
        && evaluation.dueOn().isBefore(clock.today());
  }

  /** Whether the day of an action is over. */
  public boolean late(LearntAction action) {
    return action.isLate(clock.today());
  }

  /** This day. */
  public LocalDate getToday() {
    return clock.today();
  }
}
