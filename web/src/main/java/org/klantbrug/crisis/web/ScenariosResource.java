package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.crisis.CrisisScenario;
import org.klantbrug.crisis.CrisisScenarios;
import org.klantbrug.crisis.ScenarioParts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;

/**
 * Scenarios of crises, written beforehand. Each change names the version that was read: if a
 * colleague changed it since, it answers 409.
 */
@Path("scenarios")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crisis scenarios")
public class ScenariosResource {
  @Inject private CurrentStaff current;
  @Inject private CrisisScenarios scenarios;
  @Context private UriInfo address;

  /** A scenario with all that it is made of. */
  public record Whole(CrisisScenario scenario, ScenarioParts parts) {}

  /** All that stand. */
  @GET
  @Operation(summary = "Scenarios, the worst first")
  public List<CrisisScenario> all() {
    current.need(Action.CRISIS_READ);
    return scenarios.all();
  }

  /** One. */
  @GET
  @Path("{id}")
  @Operation(summary = "A scenario with its steps, drafts of messages and questions to prepare")
  public Whole read(@PathParam("id") long id) {
    current.need(Action.CRISIS_READ);
    return new Whole(scenarios.read(id), scenarios.parts(id));
  }

  /** Writes a new one. */
  @POST
  @Operation(summary = "Write a scenario; steps, drafts and questions are added to it")
  public Response write(CrisisScenarios.Wish wish) {
    var id = scenarios.write(wish, current.need(Action.SCENARIO_WRITE));
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(read(id))
        .build();
  }

  /** Writes its head anew. */
  @PUT
  @Path("{id}")
  @Operation(summary = "Change what a scenario says, with the version that was read")
  public Whole change(
      @PathParam("id") long id, @QueryParam("version") int version, CrisisScenarios.Wish wish) {
    scenarios.change(id, version, wish, current.need(Action.SCENARIO_WRITE));
    return read(id);
  }

  /** Keeps a step. */
  @POST
  @Path("{id}/steps")
  @Operation(summary = "Keep a step: id 0 for a new one; with the version that was read")
  public Whole step(
      @PathParam("id") long id, @QueryParam("version") int version, ScenarioParts.Step step) {
    scenarios.keep(id, version, step, current.need(Action.SCENARIO_WRITE));
    return read(id);
  }

  /** Keeps a draft of a message. */
  @POST
  @Path("{id}/drafts")
  @Operation(summary = "Keep a draft: id 0 for a new one; with the version that was read")
  public Whole draft(
      @PathParam("id") long id, @QueryParam("version") int version, ScenarioParts.Draft draft) {
    scenarios.keep(id, version, draft, current.need(Action.SCENARIO_WRITE));
    return read(id);
  }

  /** Keeps a question to prepare. */
  @POST
  @Path("{id}/questions")
  @Operation(summary = "Keep a question: id 0 for a new one; with the version that was read")
  public Whole question(
      @PathParam("id") long id,
      @QueryParam("version") int version,
      ScenarioParts.Question question) {
    scenarios.keep(id, version, question, current.need(Action.SCENARIO_WRITE));
    return read(id);
  }

  /** The version that was read, and the day on which somebody looks again. */
  public record Reviewed(int version, LocalDate next) {}

  /** It is still right. */
  @POST
  @Path("{id}/review")
  @Operation(summary = "Say that it was looked at and is right, and when somebody looks again")
  public Whole reviewed(@PathParam("id") long id, Reviewed reviewed) {
    scenarios.reviewed(
        id, reviewed.version(), reviewed.next(), current.need(Action.SCENARIO_WRITE));
    return read(id);
  }

  /** Takes it away. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "Take a scenario away, with the version that was read; what it said is kept")
  public void end(@PathParam("id") long id, @QueryParam("version") int version) {
    scenarios.end(id, version, current.need(Action.SCENARIO_WRITE));
  }
}
