package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Playbook;
import org.klantbrug.crisis.PlaybookStep;
import org.klantbrug.crisis.ScenarioParts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.RuleBroken;

/** What is done in a crisis: scenarios that were chosen, and the steps that came of them. */
@Path("crises/{crisis}/playbook")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crisis playbook")
public class PlaybookResource {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private Playbook playbook;

  /** How far the work is. */
  public record Picture(List<Playbook.Chosen> chosen, List<PlaybookStep> steps) {}

  /** The checklist. */
  @GET
  @Operation(summary = "Chosen scenarios and their steps, what must be done first on top")
  public Picture read(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_READ);
    return picture(crisis);
  }

  private Picture picture(long crisis) {
    var id = crises.of(crisis).id();
    return new Picture(playbook.chosen(id), playbook.steps(id));
  }

  /** Which scenario. */
  public record Choice(long scenario) {}

  /** Chooses a scenario. */
  @POST
  @Path("scenarios")
  @Operation(summary = "Choose a scenario: its steps become tasks")
  public Picture choose(@PathParam("crisis") long crisis, Choice choice) {
    playbook.choose(crisis, choice.scenario(), current.need(Action.CRISIS_WORK));
    return picture(crisis);
  }

  /** Adds a step by hand. */
  @POST
  @Path("steps")
  @Operation(summary = "Add a step that no scenario has; its minutes count from now")
  public Picture add(@PathParam("crisis") long crisis, ScenarioParts.Step step) {
    playbook.add(crisis, step, current.need(Action.CRISIS_WORK));
    return picture(crisis);
  }

  /** The version that was read, and what shows that it is done or why it does not apply. */
  public record Said(int version, String words) {}

  /** It is done. */
  @POST
  @Path("steps/{step}/done")
  @Operation(summary = "Say that a step is done, with what shows it if that is asked")
  public PlaybookStep done(
      @PathParam("crisis") long crisis, @PathParam("step") long step, Said said) {
    playbook.done(of(crisis, step), said.version(), said.words(), doer());
    return playbook.read(step);
  }

  /** It does not apply. */
  @POST
  @Path("steps/{step}/not-applicable")
  @Operation(summary = "Say that a step does not apply in this crisis, and why")
  public PlaybookStep notApplicable(
      @PathParam("crisis") long crisis, @PathParam("step") long step, Said said) {
    playbook.notApplicable(of(crisis, step), said.version(), said.words(), doer());
    return playbook.read(step);
  }

  /** The version that was read, and to whom it goes. */
  public record Given(int version, Long owner) {}

  /** Gives it to somebody. */
  @POST
  @Path("steps/{step}/owner")
  @Operation(summary = "Give a step to somebody")
  public PlaybookStep give(
      @PathParam("crisis") long crisis, @PathParam("step") long step, Given given) {
    playbook.give(of(crisis, step), given.version(), given.owner(), doer());
    return playbook.read(step);
  }

  private Staff doer() {
    return current.need(Action.WORK_DO);
  }

  private long of(long crisis, long step) {
    if (playbook.read(step).crisisId() != crisis) {
      throw new RuleBroken("crisis.step-unknown", step);
    }
    return step;
  }
}
