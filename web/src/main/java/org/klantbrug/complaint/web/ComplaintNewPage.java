package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Limits;
import org.klantbrug.attachment.web.Uploads;
import org.klantbrug.calendar.Channel;
import org.klantbrug.complaint.ComplaintDesk;
import org.klantbrug.complaint.NewComplaint;
import org.klantbrug.complaint.OnlineComplaints;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Registers a complaint, of a customer or of somebody we do not know. */
@Named
@RequestScoped
public class ComplaintNewPage {
  @Inject private CurrentStaff current;
  @Inject private ComplaintDesk desk;
  @Inject private OnlineComplaints online;
  @Inject private Uploads uploads;
  @Inject private Attachments attachments;
  @Inject private ComplaintChoices choices;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long customer;

  private List<ComplaintDesk.Complainant> complainants = List.of();

  /** Registers what was filled in; if a rule stops it the form stays as typed. */
  public void act() {
    var by = current.need(Action.COMPLAINT_HANDLE);
    if (customer != null) {
      complainants = desk.complainants(customer, by);
      if (complainants.isEmpty()) {
        throw new NotThere();
      }
    }
    if (post.isSent() && filesAreIn(by) && post.has("register")) {
      notices
          .attempt(() -> online.receive(received(), uploads.formKey(), by))
          .ifPresent(
              id -> {
                notices.done("complaint.registered");
                Faces.redirect("/complaint?id=%s", id);
              });
    }
  }

  /** Those that a rule stops are told of, and the others wait with the form. */
  private boolean filesAreIn(Staff by) {
    var form = OnlineComplaints.form(uploads.formKey());
    var stopped = uploads.takeIn(form, by);
    stopped.forEach(notices::stopped);
    if (post.has("dropFile")) {
      attachments.drop(form, post.key("dropFile"));
    }
    return stopped.isEmpty();
  }

  private NewComplaint received() {
    return new NewComplaint(
            post.text("key"),
            complainants.isEmpty() ? null : identity(),
            post.text("contact"),
            choices.chosen(Channel.class, "channel"),
            choices.moment("received"),
            post.text("story"),
            post.text("product"),
            post.text("topic"),
            post.text("remedy"),
            post.text("regime").isEmpty() ? null : post.text("regime"))
        .from("page");
  }

  /** Only one of those that are offered. */
  private long identity() {
    return complainants.stream()
        .map(ComplaintDesk.Complainant::identityId)
        .filter(each -> each.toString().equals(post.text("identity")))
        .findFirst()
        .orElse(complainants.get(0).identityId());
  }

  /** The customer as each company knows him; empty for somebody we do not know. */
  public List<ComplaintDesk.Complainant> getComplainants() {
    return complainants;
  }

  /** The customer; null for somebody we do not know. */
  public Long getCustomer() {
    return customer;
  }

  /** By it the form is known when it is sent again. */
  public String getKey() {
    return uploads.formKey();
  }

  /** The files that were taken in already, while a rule stops the rest. */
  public List<Attachment> getFiles() {
    return post.isSent() ? attachments.in(OnlineComplaints.form(getKey())) : List.of();
  }

  /** How much may be attached. */
  public Limits getLimits() {
    return attachments.limits();
  }

  /** How many characters a story may have. */
  public int getLongest() {
    return NewComplaint.LONGEST;
  }
}
