package org.klantbrug.crisis.web;

import static java.util.Map.entry;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisBrakes;
import org.klantbrug.crisis.CrisisList;
import org.klantbrug.crisis.CrisisLog;
import org.klantbrug.crisis.CrisisRoom;
import org.klantbrug.crisis.CrisisTeam;
import org.klantbrug.crisis.Declaration;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The room of a crisis: how it stands, its next step, and what its team does. */
@Named
@RequestScoped
public class CrisisPage {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private CrisisList list;
  @Inject private CrisisRoom room;
  @Inject private CrisisTeam team;
  @Inject private CrisisBrakes brakes;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long member;

  private Crisis crisis;
  private List<String> missing;

  /** A step, and who may take it. */
  private record Step(Action action, Taking taking) {}

  private interface Taking {
    void take(Staff by);
  }

  private final Map<String, Step> steps =
      Map.ofEntries(
          entry("declare", lead(by -> crises.declare(id, declaration(), by))),
          entry("reject", lead(by -> crises.reject(id, post.text("rejectWhy"), by))),
          entry("rename", lead(by -> crises.rename(id, post.text("called"), by))),
          entry("scale", lead(by -> crises.scale(id, whole("other"), post.text("scaleWhy"), by))),
          entry("standDown", lead(by -> crises.standDown(id, post.text("overWhy"), by))),
          entry("close", lead(by -> crises.close(id, post.text("learnt"), by))),
          entry("release", lead(by -> brakes.release(id, post.key("hold"), post.text("goOn"), by))),
          entry("add", lead(by -> team.add(id, post.chosen("staff"), by))),
          entry("remove", lead(by -> team.remove(id, post.key("remove"), by))),
          entry("rhythm", lead(by -> room.reportEvery(id, whole("minutes"), by))),
          entry("join", work(by -> team.join(id, by))),
          entry(
              "write",
              work(
                  by ->
                      room.write(
                          id, CrisisLog.Kind.named(post.text("kind")), post.text("text"), by))),
          entry("brief", work(by -> room.brief(id, post.text("say"), post.text("notSay"), by))),
          entry("link", work(by -> room.link(id, post.chosen("item"), by))));

  private static Step lead(Taking taking) {
    return new Step(Action.CRISIS_LEAD, taking);
  }

  private static Step work(Taking taking) {
    return new Step(Action.CRISIS_WORK, taking);
  }

  private Declaration declaration() {
    return new Declaration(whole("level"), post.chosen("lead"), post.text("why"));
  }

  private Integer whole(String field) {
    var chosen = post.chosen(field);
    return chosen == null || chosen > Integer.MAX_VALUE ? null : chosen.intValue();
  }

  /** Opens it, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      id = member == null ? null : team.askedFor(member).orElse(null);
    }
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && taken()) {
      Faces.redirect("/crisis?id=%s", id);
    } else {
      crisis = crises.of(id);
    }
  }

  private boolean taken() {
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var step = steps.get(pressed);
    var by = current.need(step.action());
    return notices.tryTo(() -> step.taking().take(by), "crisis.done." + pressed);
  }

  /** The crisis. */
  public Crisis getCrisis() {
    return crisis;
  }

  /** Whether this person may decide now. */
  public boolean isDecidable() {
    return isLeading() && crisis.state() == Crisis.State.CANDIDATE;
  }

  /** Whether this person may lead what runs. */
  public boolean isLeadable() {
    return isLeading() && crisis.isRunning();
  }

  /** Whether this person may close it, once nothing is missing. */
  public boolean isClosable() {
    return isLeading() && crisis.state() == Crisis.State.STOOD_DOWN;
  }

  /** Whether this person leads crises. */
  public boolean isLeading() {
    return current.get().may(Action.CRISIS_LEAD);
  }

  /** Whether this person may write in the room now. */
  public boolean isWorkable() {
    return current.get().may(Action.CRISIS_WORK) && crisis.isOpen();
  }

  /** Codes of what is missing before it can be closed. */
  public List<String> getMissing() {
    if (missing == null) {
      missing = crises.missing(id);
    }
    return missing;
  }

  /** The page on which something that is missing is done; null if it has none of its own. */
  public String wayTo(String what) {
    return switch (what) {
      case "STEPS_OPEN" -> "/crisis-playbook";
      case "EVALUATION", "ACTIONS" -> "/crisis-evaluation";
      default -> null;
    };
  }

  /** Who can lead it. */
  public List<CrisisList.Person> getLeads() {
    return list.leads();
  }

  /** Whom the form proposes as its lead: who was chosen before, else the reader. */
  public String getProposedLead() {
    return post.has("declare") ? post.text("lead") : Long.toString(current.get().id());
  }

  /** Codes of levels, the worst first. */
  public List<Integer> getLevels() {
    return List.of(3, 2, 1);
  }
}
