package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Evaluation;
import org.klantbrug.crisis.Evaluations;
import org.klantbrug.crisis.Learning;
import org.klantbrug.crisis.LearntAction;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;

/** What was learnt from a crisis, and what changes because of it. */
@Path("crises/{crisis}/evaluation")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crisis evaluation")
public class EvaluationResource {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private Evaluations evaluations;
  @Inject private Learning learning;

  /** What was learnt, null before the crisis was stood down, and what is still missing. */
  public record Picture(Evaluation evaluation, List<LearntAction> actions, List<String> missing) {}

  /** What was learnt. */
  @GET
  @Operation(summary = "The evaluation, its actions, and what is missing before closing")
  public Picture read(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_READ);
    return picture(crisis);
  }

  private Picture picture(long crisis) {
    var id = crises.of(crisis).id();
    return new Picture(
        evaluations.find(id).orElse(null), evaluations.actions(id), crises.missing(id));
  }

  /** Writes it. */
  @PUT
  @Operation(summary = "Write what went well, what did not and why, with the version that was read")
  public Picture write(
      @PathParam("crisis") long crisis, @QueryParam("version") int version, Evaluations.Wish wish) {
    evaluations.write(crisis, version, wish, current.need(Action.CRISIS_WORK));
    return picture(crisis);
  }

  /** What changes, who does it, and by when. */
  public record NewAction(String words, Long owner, LocalDate due) {}

  /** Adds an action. */
  @POST
  @Path("actions")
  @Operation(summary = "Add something that changes because of the crisis; it becomes a task")
  public Picture add(@PathParam("crisis") long crisis, NewAction action) {
    var by = current.need(Action.CRISIS_WORK);
    evaluations.add(crisis, action.words(), action.owner(), action.due(), by);
    return picture(crisis);
  }

  /** The version that was read, whether it is done, and what came of it or why not. */
  public record Ended(int version, boolean done, String result) {}

  /** Ends an action. */
  @POST
  @Path("actions/{action}/end")
  @Operation(summary = "Say what came of an action, or why it is not done")
  public Picture end(
      @PathParam("crisis") long crisis, @PathParam("action") long action, Ended ended) {
    var by = current.need(Action.WORK_DO);
    evaluations.end(of(crisis, action), ended.version(), ended.done(), ended.result(), by);
    return picture(crisis);
  }

  /**
   * What an action becomes.
   *
   * @param id key of the scenario, the question or the merger
   */
  public record Becoming(LearntAction.Target kind, Long id) {}

  /** Makes something of an action. */
  @POST
  @Path("actions/{action}/target")
  @Operation(
      summary = "Make it a step of a scenario, a change of an answer, or an item of a checklist")
  public Picture become(
      @PathParam("crisis") long crisis, @PathParam("action") long action, Becoming becoming) {
    var by = current.need(Action.CRISIS_WORK);
    var learnt = of(crisis, action);
    if (becoming.kind() == null) {
      throw new RuleBroken("crisis.scenario-missing");
    }
    switch (becoming.kind()) {
      case SCENARIO -> learning.toScenario(learnt, becoming.id(), by);
      case QUESTION -> learning.toQuestion(learnt, becoming.id(), by);
      case CHECKLIST -> learning.toChecklist(learnt, becoming.id(), by);
    }
    return picture(crisis);
  }

  private long of(long crisis, long action) {
    if (evaluations.action(action).crisisId() != crisis) {
      throw new RuleBroken("crisis.action-unknown", action);
    }
    return action;
  }
}
