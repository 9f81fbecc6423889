package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.klantbrug.crisis.CrisisScenario;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.crisis.Evaluations;
import org.klantbrug.crisis.Learning;
import org.klantbrug.crisis.LearntAction;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Something that changes because of a crisis: what came of it, and what it became. */
@Named
@RequestScoped
public class CrisisActionPage {
  private static final int ITEMS = 200;
  private static final Map<LearntAction.Target, String> ADDRESSES =
      Map.of(
          LearntAction.Target.SCENARIO, "/scenario?id=",
          LearntAction.Target.QUESTION, "/knowledge-item?id=",
          LearntAction.Target.CHECKLIST, "/programme-item?id=");

  @Inject private CurrentStaff current;
  @Inject private Evaluations evaluations;
  @Inject private Learning learning;
  @Inject private CrisisScenarios scenarios;
  @Inject private QaList questions;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private LearntAction action;

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    action = evaluations.action(id);
    if (!action.allows(current.get(), Action.WORK_DO) && !current.get().may(Action.CRISIS_READ)) {
      throw new NotThere();
    }
    if (post.isSent() && done(current.get())) {
      Faces.redirect("/crisis-action?id=%s", id);
      return;
    }
    action = evaluations.action(id);
  }

  private boolean done(Staff by) {
    if (post.has("done") || post.has("drop")) {
      return notices.tryTo(
          () ->
              evaluations.end(
                  id, (int) post.key("version"), post.has("done"), post.text("result"), by),
          "evaluation.done.ended");
    }
    current.need(Action.CRISIS_WORK);
    if (post.has("toScenario")) {
      return notices.tryTo(
          () -> learning.toScenario(id, post.chosen("scenario"), by), "evaluation.done.became");
    }
    if (post.has("toQuestion")) {
      return notices.tryTo(
          () -> learning.toQuestion(id, post.chosen("item"), by), "evaluation.done.became");
    }
    return post.has("toChecklist")
        && notices.tryTo(
            () -> learning.toChecklist(id, post.chosen("merger"), by), "evaluation.done.became");
  }

  /** The action. */
  public LearntAction getAction() {
    return action;
  }

  /** Whether its day is over. */
  public boolean isLate() {
    return action.isLate(clock.today());
  }

  /** Whether this person can say what came of it. */
  public boolean isDoable() {
    return action.isOpen() && action.allows(current.get(), Action.WORK_DO);
  }

  /** Whether this person can make something of it. */
  public boolean isTeachable() {
    return action.targetKind() == null && current.get().may(Action.CRISIS_WORK);
  }

  /** Whether this person can make it a step of a scenario. */
  public boolean isForScenario() {
    return isTeachable() && current.get().may(Action.SCENARIO_WRITE);
  }

  /** Whether this person can put it on the checklist of a merger. */
  public boolean isForChecklist() {
    return isTeachable() && current.get().may(Action.PROGRAMME_LEAD);
  }

  /** Whether this person can say which answer changes. */
  public boolean isForQuestion() {
    return isTeachable() && current.get().may(Action.KNOWLEDGE_READ);
  }

  /** Questions whose answer it can change. */
  public List<QaItem> getItems() {
    return questions.items("all", null, 0, ITEMS, current.get());
  }

  /** Scenarios that it can change. */
  public List<CrisisScenario> getScenarios() {
    return scenarios.all();
  }

  /** Mergers whose checklist can get it. */
  public List<Learning.Merger> getMergers() {
    return learning.mergers();
  }

  /** Where that is which it became; null if it became nothing yet. */
  public String getAddress() {
    return action.targetKind() == null
        ? null
        : ADDRESSES.get(action.targetKind()) + action.targetId();
  }
}
