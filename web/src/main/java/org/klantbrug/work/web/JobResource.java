package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.Jobs;

/** Jobs: how far they are, and stopping one. */
@Path("jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {
  @Inject private CurrentStaff current;
  @Inject private JobBoard board;
  @Inject private Jobs jobs;

  /** Jobs that failed or are silent. */
  @GET
  @Path("stuck")
  @Operation(summary = "Jobs that failed or have been silent too long")
  public List<JobBoard.Row> stuck() {
    current.need(Action.OPERATIONS_READ);
    return board.stuck();
  }

  /** One job. */
  @GET
  @Path("{id}")
  @Operation(summary = "How far a job is")
  public JobBoard.Row read(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return board.find(id).orElseThrow(NotFoundException::new);
  }

  /** Asks a job to stop at the end of its slices in hand. */
  @POST
  @Path("{id}/stop")
  @Operation(summary = "Ask a job to stop; what is done stays done")
  public Response stop(@PathParam("id") long id) {
    current.need(Action.MERGER_RUN);
    jobs.askStop(id);
    return Response.accepted().build();
  }
}
