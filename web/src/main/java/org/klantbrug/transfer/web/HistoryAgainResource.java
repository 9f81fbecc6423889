package org.klantbrug.transfer.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** Bringing the contact history of a closed run again. */
@Path("runs/{run}/history-again")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class HistoryAgainResource {
  @Inject private CurrentStaff current;
  @Inject private RunUndo undo;

  /**
   * What goes on again.
   *
   * @param runId the run
   */
  public record Begun(long runId) {}

  /** Opens the run again for its contact history alone. */
  @POST
  @Operation(summary = "Bring the contact history again, after it was taken back")
  public Begun begin(@PathParam("run") long run) {
    undo.bringHistoryAgain(run, current.need(Action.MERGER_RUN));
    return new Begun(run);
  }
}
