package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.NewCrisis;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** Says that something is a crisis, or begins an exercise. */
@Named
@RequestScoped
public class CrisisNewPage {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Opens the form, or proposes what was typed. */
  public void act() {
    if (!post.has("propose")) {
      return;
    }
    var by = current.need(Action.CRISIS_PROPOSE);
    var wanted =
        new NewCrisis(
            post.text("name"), post.text("what"), post.text("cause"), post.has("exercise"));
    notices
        .attempt(() -> crises.propose(wanted, by))
        .ifPresent(
            id -> {
              notices.done("crisis.done.propose");
              Faces.redirect("/crisis?id=%s", id);
            });
  }
}
