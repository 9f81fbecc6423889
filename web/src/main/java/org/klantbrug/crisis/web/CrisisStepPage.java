package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Place;
import org.klantbrug.attachment.web.AttachmentPiece;
import org.klantbrug.crisis.Playbook;
import org.klantbrug.crisis.PlaybookStep;
import org.klantbrug.crisis.PlaybookTasks;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One step of a crisis: who does it, by when, and what shows that it is done. */
@Named
@RequestScoped
public class CrisisStepPage {
  @Inject private CurrentStaff current;
  @Inject private Playbook playbook;
  @Inject private Attachments attachments;
  @Inject private AttachmentPiece attached;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private PlaybookStep step;

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    step = playbook.read(id);
    if (!step.allows(current.get(), Action.WORK_DO) && !current.get().may(Action.CRISIS_READ)) {
      throw new NotThere();
    }
    if (post.isSent() && done(current.get())) {
      Faces.redirect("/crisis-step?id=%s", id);
      return;
    }
    step = playbook.read(id);
  }

  private boolean done(Staff by) {
    if (post.has("done")) {
      return notices.tryTo(
          () -> {
            attach(by);
            playbook.done(id, seen(), post.text("words"), by);
          },
          "playbook.done.done");
    }
    if (post.has("notApplicable")) {
      return notices.tryTo(
          () -> playbook.notApplicable(id, seen(), post.text("why"), by), "playbook.done.not");
    }
    return post.has("give")
        && notices.tryTo(
            () -> playbook.give(id, seen(), post.chosen("owner"), by), "playbook.done.given");
  }

  private void attach(Staff by) {
    if (isDoable()) {
      attached.add(place(), by);
    }
  }

  private int seen() {
    return (int) post.key("version");
  }

  private Place place() {
    return Place.of(PlaybookTasks.SUBJECT, id);
  }

  /** The step. */
  public PlaybookStep getStep() {
    return step;
  }

  /** Files that show that it is done. */
  public List<Attachment> getFiles() {
    return attachments.in(place());
  }

  /** Whether this person can do something with it now. */
  public boolean isDoable() {
    return step.isOpen() && step.allows(current.get(), Action.WORK_DO);
  }

  /** Whether it is or was late. */
  public boolean isLate() {
    return step.isLate(clock.now());
  }
}
