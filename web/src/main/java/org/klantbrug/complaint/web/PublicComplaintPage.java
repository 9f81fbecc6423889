package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.complaint.LinkMail;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.OnlineComplaint;
import org.klantbrug.complaint.OnlineComplaints;
import org.klantbrug.complaint.ReachBy;
import org.klantbrug.shared.web.Language;
import org.klantbrug.shared.web.Post;
import org.omnifaces.util.Faces;

/** Where a customer sends a complaint, without a login and without a script. */
@Named
@RequestScoped
public class PublicComplaintPage {
  @Inject private PublicForm form;
  @Inject private OnlineComplaints online;
  @Inject private LinkMail linkMail;
  @Inject private ComplaintChoices choices;
  @Inject private Language language;
  @Inject private Post post;

  /** Registers what was typed and leads to its status; if a rule stops it all stays as typed. */
  public void act() {
    if (form.isMeant("send")) {
      form.attempt(() -> online.send(typed()))
          .ifPresent(
              link ->
                  Faces.redirect(
                      "/public/complaint-status?number=%s&until=%s&seal=%s&lang=%s&thanks=%s",
                      link.number(),
                      link.until(),
                      link.seal(),
                      language.getCode(),
                      isLinkByMail() ? "mail" : "1"));
    }
  }

  private OnlineComplaint typed() {
    return new OnlineComplaint(
        form.getKey(),
        post.text("name"),
        choices.chosen(ReachBy.class, "reach"),
        post.text("email"),
        post.text("phone"),
        post.text("address"),
        post.text("customerNumber"),
        post.text("about"),
        post.text("story"),
        post.text("remedy"),
        language.getCode(),
        isLinkByMail() && form.mayMailLink());
  }

  /** Whether the link can be mailed. */
  public boolean isMailing() {
    return linkMail.isOn();
  }

  private boolean isLinkByMail() {
    return isMailing() && post.has("linkByMail") && post.text("reach").equals("EMAIL");
  }

  /** How many characters a story may have. */
  public int getLongest() {
    return NewComplaint.LONGEST;
  }
}
