package org.klantbrug.signal.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.web.ComplaintChoices;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.signal.Kind;
import org.klantbrug.signal.MailBound;
import org.klantbrug.signal.Policy;
import org.klantbrug.signal.SignalSettings;
import org.omnifaces.util.Faces;

/** Departments that answer signals, and what customers hear; for who may change them. */
@Named
@RequestScoped
public class SignalSettingsPage {
  @Inject private CurrentStaff current;
  @Inject private SignalSettings settings;
  @Inject private MailBound bound;
  @Inject private SignalChoices choices;
  @Inject private ComplaintChoices chosen;
  @Inject private Post post;
  @Inject private Notices notices;

  private List<SignalSettings.Answerer> answerers;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.SIGNAL_SETTINGS);
    var done =
        notices.tryTo(
            () -> {
              if (post.has("policy")) {
                setPolicy(by);
              } else if (post.has("bound")) {
                bound.set(typedBound(), (int) post.key("version"), by);
              } else {
                setDepartment(by);
              }
            },
            "signal.set-done");
    if (done) {
      Faces.redirect("/signal-settings");
    }
  }

  private void setPolicy(Staff by) {
    var kind = chosen.chosen(Kind.class, "policy");
    if (kind == null) {
      throw new NotThere();
    }
    settings.setPolicy(
        kind,
        chosen.chosen(Policy.Told.class, "told"),
        post.text("means"),
        number("days"),
        (int) post.key("version"),
        by);
  }

  private void setDepartment(Staff by) {
    settings.set(
        new SignalSettings.Wish(
            post.key("department"),
            post.text("nl"),
            post.text("en"),
            choices.key("owner"),
            choices.key("deputy"),
            number("hours"),
            number("questionHours"),
            post.has("active"),
            (int) post.key("version")),
        by);
  }

  /** What was typed; -1, which a rule refuses, for what is no number. */
  private int typedBound() {
    return post.text("bound-value").matches("[0-9]{1,6}")
        ? Integer.parseInt(post.text("bound-value"))
        : -1;
  }

  /** To how many customers a colleague may write alone. */
  public MailBound.Bound getBound() {
    return bound.get();
  }

  /** What was typed; 0, which a rule refuses, for what is no number. */
  private int number(String field) {
    return post.text(field).matches("[0-9]{1,4}") ? Integer.parseInt(post.text(field)) : 0;
  }

  /** All departments. */
  public List<SignalSettings.Department> getDepartments() {
    return settings.departments();
  }

  /** What customers hear, by kind. */
  public List<Policy> getPolicies() {
    return settings.policies();
  }

  /** Who can answer for a department. */
  public List<SignalSettings.Answerer> getAnswerers() {
    if (answerers == null) {
      answerers = settings.answerers();
    }
    return answerers;
  }
}
