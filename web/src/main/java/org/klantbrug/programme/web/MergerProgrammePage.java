package org.klantbrug.programme.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The programme of a merger: what is next, by whom, and the brake. */
@Named
@RequestScoped
public class MergerProgrammePage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Brakes brakes;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private List<Hold> holds;

  /** Reads the programme, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-programme?id=%s", id);
      return;
    }
    holds = brakes.of(id);
  }

  private boolean done() {
    var staff = current.need(Action.BRAKE_HOLD);
    if (post.has("hold")) {
      return notices.tryTo(
          () -> brakes.hold(id, merger.name(), post.text("reason"), staff), "brake.held");
    }
    return post.has("release")
        && notices.tryTo(() -> brakes.release(id, post.text("reason"), staff), "brake.released");
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** Whether it is held now. */
  public boolean isHeld() {
    return holds.stream().anyMatch(Hold::isOn);
  }

  /** Each time it was held and let go again, the newest first. */
  public List<Hold> getPast() {
    return holds.stream().filter(hold -> !hold.isOn()).toList();
  }

  /** Whether this person can hold it, and let it go. */
  public boolean isHoldable() {
    return current.get().may(Action.BRAKE_HOLD);
  }
}
