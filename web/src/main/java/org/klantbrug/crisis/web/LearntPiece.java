package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.crisis.Learning;
import org.klantbrug.crisis.LearntAction;

/**
 * From which crisis something was learnt, on the page of what it became. On pages: {@code learnt}.
 */
@Named("learnt")
@RequestScoped
public class LearntPiece {
  @Inject private Learning learning;

  /** Actions that became a step of this scenario. */
  public List<LearntAction> ofScenario(long id) {
    return learning.behind(LearntAction.Target.SCENARIO, id);
  }

  /** Actions that became this question. */
  public List<LearntAction> ofQuestion(long id) {
    return learning.behind(LearntAction.Target.QUESTION, id);
  }

  /** Actions that became this item of a checklist. */
  public List<LearntAction> ofItem(long id) {
    return learning.behind(LearntAction.Target.CHECKLIST, id);
  }
}
