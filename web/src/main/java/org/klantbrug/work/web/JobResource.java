package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.JobControl;

/** Stopping a job and letting it go on. */
@Path("jobs/{id}")
@RequestScoped
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class JobResource {
  @Inject private CurrentStaff current;
  @Inject private JobControl control;

  /** Asks the job to stop at the end of the slices in hand. */
  @PUT
  @Path("stop")
  @Operation(summary = "Ask a job to stop; it leaves nothing half done")
  public void stop(@PathParam("id") long id) {
    control.stop(id, current.need(Action.MERGER_RUN));
  }

  /** Lets a job that failed or was stopped go on with what is left. */
  @PUT
  @Path("go-on")
  @Operation(summary = "Let a failed or stopped job go on with what is left")
  public void goOn(@PathParam("id") long id) {
    control.goOn(id, current.need(Action.MERGER_RUN));
  }
}
