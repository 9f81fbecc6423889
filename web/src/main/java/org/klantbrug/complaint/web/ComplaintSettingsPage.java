package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.complaint.ComplaintSettings;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** What the house has settled about complaints, for who may change it. */
@Named
@RequestScoped
public class ComplaintSettingsPage {
  @Inject private CurrentStaff current;
  @Inject private ComplaintSettings settings;
  @Inject private ComplaintChoices choices;
  @Inject private Post post;
  @Inject private Notices notices;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.COMPLAINT_SETTINGS);
    var done =
        post.has("mandate")
            ? notices.tryTo(
                () ->
                    settings.setMandate(
                        post.text("mandate"),
                        choices.amount("amount"),
                        (int) post.key("version"),
                        by),
                "complaint.set-done")
            : notices.tryTo(() -> settings.setReopenDays(days(), by), "complaint.set-done");
    if (done) {
      Faces.redirect("/complaint-settings");
    }
  }

  /** What was typed; 0, which a rule refuses, for what is no number. */
  private int days() {
    return post.text("days").matches("[0-9]{1,4}") ? Integer.parseInt(post.text("days")) : 0;
  }

  /** What each role may grant. */
  public List<ComplaintSettings.Mandate> getMandates() {
    return settings.mandates();
  }

  /** For how many days a complaint can be opened again. */
  public int getReopenDays() {
    return settings.reopenDays();
  }

  /** The rules a complaint can fall under. */
  public List<ComplaintSettings.Regime> getRegimes() {
    return settings.regimes();
  }
}
