package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.web.WorkNames;

/** A run: where it is, its jobs and what people are to do. */
@Path("runs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunResource {
  /** What jobs and work items of a run have as subject. */
  private static final String SUBJECT = "run";

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Runs runs;
  @Inject private JobBoard jobs;
  @Inject private WorkItems workItems;
  @Inject private WorkNames names;

  /**
   * A run at this moment.
   *
   * @param jobs newest first
   * @param workItems open ones first, then newest
   */
  public record State(
      Mergers.View merger, List<WorkNames.Job> jobs, List<WorkNames.Item> workItems) {}

  /** How many rejects one file of a run may have before its import stops. */
  public record RejectLimit(long most) {}

  /** The limit of rejects. */
  @GET
  @Path("{id}/reject-limit")
  @Operation(summary = "How many rejects one file of the run may have before its import stops")
  public RejectLimit rejectLimit(@PathParam("id") long id) {
    current.need(Action.MERGER_READ);
    return new RejectLimit(runs.read(id).mostRejects());
  }

  /** Sets the limit of rejects. */
  @PUT
  @Path("{id}/reject-limit")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set how many rejects one file of the run may have before its import stops")
  public RejectLimit limitRejects(@PathParam("id") long id, RejectLimit limit) {
    runs.limitRejects(id, limit.most(), current.need(Action.MERGER_PREPARE));
    return rejectLimit(id);
  }

  /** Where the run is. */
  @GET
  @Path("{id}")
  @Operation(summary = "Where a run is: its jobs and its work items")
  public State read(@PathParam("id") long id) {
    var staff = current.need(Action.MERGER_READ);
    return new State(
        mergers.readByRun(id),
        jobs.on(SUBJECT, id).stream().map(names::job).toList(),
        workItems.about(SUBJECT, id, staff).stream().map(names::item).toList());
  }
}
