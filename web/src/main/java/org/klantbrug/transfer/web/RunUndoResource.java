package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.transfer.UndoRequests;

/** Taking back what a closed run brought. */
@Path("runs/{run}/undo")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunUndoResource {
  @Inject private CurrentStaff current;
  @Inject private RunUndo undo;
  @Inject private UndoRequests requests;

  /**
   * What is to be taken back.
   *
   * @param reason why
   * @param scope HISTORY or ALL; all if left out
   */
  public record Wish(String reason, RunUndo.Scope scope) {}

  /**
   * What was asked, which somebody of finance confirms by the work item.
   *
   * @param scope HISTORY or ALL
   */
  public record Asked(long runId, RunUndo.Scope scope) {}

  /** What taking back would do. */
  @GET
  @Operation(summary = "What would be taken back, by kind of record")
  public RunUndo.Preview preview(@PathParam("run") long run) {
    current.need(Action.MERGER_UNDO);
    return undo.preview(run);
  }

  /** Asks to take the run's cut-overs back; nothing changes until another confirms it. */
  @POST
  @Operation(
      summary = "Ask to take back what a closed run brought; somebody of finance confirms it")
  public Asked ask(@PathParam("run") long run, Wish wish) {
    var staff = current.need(Action.MERGER_UNDO);
    var scope = wish.scope() == null ? RunUndo.Scope.ALL : wish.scope();
    requests.ask(run, scope, wish.reason(), staff);
    return new Asked(run, scope);
  }
}
