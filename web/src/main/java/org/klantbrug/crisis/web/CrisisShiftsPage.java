package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisList;
import org.klantbrug.crisis.Handover;
import org.klantbrug.crisis.Shifts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Who is on for a crisis, and what one shift hands to the next. */
@Named
@RequestScoped
public class CrisisShiftsPage {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private CrisisList people;
  @Inject private Shifts shifts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long handover;

  private Crisis crisis;
  private List<Handover> handovers;

  /** Opens it, or does what was asked. */
  public void act() {
    if (id == null && handover == null) {
      throw new NotThere();
    }
    if (id == null) {
      id = shifts.read(handover).crisisId();
    }
    if (post.isSent() && done(current.need(Action.CRISIS_WORK))) {
      Faces.redirect("/crisis-shifts?id=%s", id);
      return;
    }
    crisis = crises.of(id);
  }

  private boolean done(Staff by) {
    if (post.has("receive")) {
      return notices.tryTo(() -> shifts.receive(post.key("receive"), by), "shift.done.received");
    }
    if (post.has("withdraw")) {
      return notices.tryTo(() -> shifts.withdraw(post.key("withdraw"), by), "shift.done.withdrawn");
    }
    return post.has("hand")
        && notices.tryTo(
            () -> shifts.handOver(id, post(), post.chosen("to"), post.text("words"), by),
            "shift.done.handed");
  }

  private Handover.Post post() {
    return Arrays.stream(Handover.Post.values())
        .filter(each -> each.name().equals(post.text("hand")))
        .findFirst()
        .orElseThrow(NotThere::new);
  }

  /** The crisis. */
  public Crisis getCrisis() {
    return crisis;
  }

  /** What somebody can do for it. */
  public List<Handover.Post> getPosts() {
    return List.of(Handover.Post.values());
  }

  /** Who is on, by what he does. */
  public Map<Handover.Post, Shifts.OnDuty> getOnDuty() {
    return shifts.onDuty(id).stream()
        .collect(Collectors.toMap(Shifts.OnDuty::post, Function.identity()));
  }

  /** Hand-overs, the newest first. */
  public List<Handover> getHandovers() {
    if (handovers == null) {
      handovers = shifts.of(id);
    }
    return handovers;
  }

  /** What waits for this person to say that he read it. */
  public List<Handover> getForMe() {
    return getHandovers().stream()
        .filter(Handover::isWaiting)
        .filter(each -> each.toId() == current.get().id())
        .toList();
  }

  /** Whether a hand-over of this post waits. */
  public boolean waits(Handover.Post post) {
    return getHandovers().stream().anyMatch(each -> each.isWaiting() && each.post() == post);
  }

  /** Whether this person can hand the post over now. */
  public boolean handable(Handover.Post post) {
    var on = getOnDuty().get(post);
    var staff = current.get();
    return crisis.isRunning()
        && staff.may(Action.CRISIS_WORK)
        && !waits(post)
        && (on == null || on.staffId() == staff.id() || staff.may(Action.CRISIS_LEAD));
  }

  /** Whether this person can take back what nobody received. */
  public boolean withdrawable(Handover each) {
    var staff = current.get();
    return each.isWaiting()
        && (each.fromId() == null || each.fromId() == staff.id() || staff.may(Action.CRISIS_LEAD));
  }

  /** Who can come after. */
  public List<CrisisList.Person> successors(Handover.Post post) {
    return post == Handover.Post.LEAD ? people.leads() : people.workers();
  }
}
