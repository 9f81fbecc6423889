package org.klantbrug.attachment.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.attachment.Attachment;
import org.klantbrug.attachment.AttachmentDecisions;
import org.klantbrug.attachment.Attachments;
import org.klantbrug.attachment.Limits;
import org.klantbrug.attachment.Place;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;

/** The files of a subject on its page, for staff. On pages: {@code attached}. */
@Named("attached")
@RequestScoped
public class AttachmentPiece {
  @Inject private Attachments attachments;
  @Inject private AttachmentDecisions decisions;
  @Inject private Uploads uploads;
  @Inject private Notices notices;
  @Inject private CurrentStaff current;
  @Inject private Post post;

  /** The files of a subject, in the order in which they came. */
  public List<Attachment> of(String kind, long id) {
    return attachments.in(Place.of(kind, id));
  }

  /** How much may be added. */
  public Limits getLimits() {
    return attachments.limits();
  }

  /**
   * Adds what was sent to a subject.
   *
   * @throws RuleBroken the last rule that stopped a file, after the person was told of the others;
   *     what no rule stopped is there
   */
  public void add(Place place, Staff by) {
    var stopped = uploads.takeIn(place, by);
    if (!stopped.isEmpty()) {
      var last = stopped.size() - 1;
      stopped.subList(0, last).forEach(notices::stopped);
      throw stopped.get(last);
    }
  }

  /**
   * Decides about the file in the button that was pressed, which must be of that subject.
   *
   * @param opens whether it may be opened
   */
  public void decide(Place place, boolean opens) {
    var by = current.need(Action.ATTACHMENT_RELEASE);
    decisions.decide(
        pressed(place, opens ? "release" : "refuse"), opens, post.text("fileReason"), by);
  }

  /** Removes for ever what was in the file of the button that was pressed, one of that subject. */
  public void empty(Place place) {
    var by = current.need(Action.ATTACHMENT_RELEASE);
    decisions.empty(pressed(place, "emptyFile"), by);
  }

  private long pressed(Place place, String button) {
    var file = post.key(button);
    if (attachments.in(place).stream().noneMatch(each -> each.id() == file)) {
      throw new NotThere();
    }
    return file;
  }
}
