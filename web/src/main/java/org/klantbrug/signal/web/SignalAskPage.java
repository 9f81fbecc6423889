package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.ComplaintView;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.Questions;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * Takes the question to a department that was typed on the page of a complaint; shown itself only
 * where a rule stopped it, with what was typed.
 */
@Named
@RequestScoped
public class SignalAskPage {
  @Inject private CurrentStaff current;
  @Inject private Questions questions;
  @Inject private ComplaintDesk complaints;
  @Inject private SignalChoices choices;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long complaint;

  private ComplaintView about;

  /** Asks, and goes back to the complaint; or shows the form. */
  public void act() {
    if (complaint == null) {
      throw new NotThere();
    }
    var by = current.need(Action.COMPLAINT_HANDLE);
    if (post.isSent() && asked()) {
      Faces.redirect("/complaint?id=%s", complaint);
    } else {
      about = complaints.open(complaint, by).complaint();
    }
  }

  private boolean asked() {
    var question =
        new Questions.Question(
            complaint, (int) post.key("version"), choices.key("department"), post.text("question"));
    return notices.tryTo(
        () -> questions.ask(question, current.need(Action.COMPLAINT_HANDLE)),
        "signal.done.question");
  }

  /** The complaint. */
  public ComplaintView getAbout() {
    return about;
  }
}
