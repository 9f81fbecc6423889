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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.transfer.RunUndo;

/** Taking back what a closed run brought. */
@Path("runs/{run}/undo")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunUndoResource {
  @Inject private CurrentStaff current;
  @Inject private RunUndo undo;

  /**
   * What is to be taken back.
   *
   * @param reason why
   * @param scope HISTORY or ALL; all if left out
   */
  public record Wish(String reason, RunUndo.Scope scope) {}

  /**
   * What was taken back.
   *
   * @param taken numbers of the cut-overs, in the order in which they were taken back
   */
  public record Undone(long runId, List<Long> taken) {}

  /** What taking back would do. */
  @GET
  @Operation(summary = "What would be taken back, by kind of record")
  public RunUndo.Preview preview(@PathParam("run") long run) {
    current.need(Action.MERGER_UNDO);
    return undo.preview(run);
  }

  /** Takes the run's cut-overs back, the newest first, all or none. */
  @POST
  @Operation(summary = "Take back what a closed run brought; nothing is deleted")
  public Undone undo(@PathParam("run") long run, Wish wish) {
    var staff = current.need(Action.MERGER_UNDO);
    return new Undone(
        run,
        undo.undo(
            run, wish.scope() == null ? RunUndo.Scope.ALL : wish.scope(), wish.reason(), staff));
  }
}
