package org.klantbrug.customer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.customer.Correction;
import org.klantbrug.customer.Corrections;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What colleagues reported as wrong, for the steward to mend or decline. */
@Named
@RequestScoped
public class CorrectionsPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Corrections corrections;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String subject;
  @Inject @Param private String field;
  @Inject @Param private Long company;
  @Inject @Param private String file;

  private List<Correction> reports;

  /** Accepts or declines the report whose button was pressed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.MERGER_STEWARD);
    var done =
        post.has("accept")
            ? notices.tryTo(
                () ->
                    corrections.accept(
                        post.key("accept"),
                        post.text("value"),
                        post.has("emptied"),
                        post.text("because"),
                        by),
                "customer.correction.accepted")
            : notices.tryTo(
                () -> corrections.decline(post.key("decline"), post.text("because"), by),
                "customer.correction.declined");
    if (done) {
      Faces.redirect("/corrections");
    }
  }

  /** Reports that wait, oldest first. */
  public List<Correction> getReports() {
    if (reports == null) {
      reports =
          corrections.open(
              new Corrections.Alike(subject, field, company, file), SHOWN, current.get());
    }
    return reports;
  }

  /** Whether only reports that are alike are shown. */
  public boolean isNarrowed() {
    return subject != null;
  }

  /** Whether the reader reported it, so that a colleague has to accept it. */
  public boolean own(Correction report) {
    return report.reporterId() == current.get().id();
  }

  /** What was typed for this report if its form came back; else what was proposed. */
  public String value(Correction report) {
    return cameBack(report) ? post.text("value") : report.proposed();
  }

  /** Whether "make empty" was ticked for this report if its form came back. */
  public boolean emptied(Correction report) {
    return cameBack(report) && post.has("emptied");
  }

  /** The reason that was typed for this report if its form came back. */
  public String because(Correction report) {
    return cameBack(report) ? post.text("because") : "";
  }

  private boolean cameBack(Correction report) {
    var id = Long.toString(report.id());
    return post.isSent() && (post.text("accept").equals(id) || post.text("decline").equals(id));
  }
}
