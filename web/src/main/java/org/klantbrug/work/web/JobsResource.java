package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.klantbrug.audit.Audit;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.NotAllowed;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.work.JobBoard;
import org.klantbrug.work.Jobs;

/** Jobs and how far they are. */
@Path("/jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {
  @Inject private CurrentStaff current;
  @Inject private JobBoard board;
  @Inject private Jobs jobs;
  @Inject private Audit audit;

  /**
   * A job as it stands.
   *
   * @param percent 0 to 100, null while the total is not known
   * @param perSecond slices or lines done per second
   * @param silent nobody has reported for it lately
   */
  public record Job(
      long id,
      String kind,
      String state,
      long done,
      Long total,
      Integer percent,
      long perSecond,
      boolean silent,
      String failureKey,
      String failure) {
    static Job of(JobBoard.Row row) {
      return new Job(
          row.id(),
          row.kind(),
          row.state(),
          row.done(),
          row.total(),
          row.percent().orElse(null),
          row.perSecond(),
          row.silent(),
          row.failureKey(),
          row.failure());
    }
  }

  /** The jobs on a run, newest first. */
  @GET
  @Operation(summary = "The jobs on a run, newest first")
  public List<Job> on(@QueryParam("run") long run) {
    needReader();
    return board.on("run", run).stream().map(Job::of).toList();
  }

  /** One job. */
  @GET
  @Path("{job}")
  @Operation(summary = "One job")
  public Job read(@PathParam("job") long job) {
    needReader();
    return board.find(job).map(Job::of).orElseThrow(() -> new RuleBroken("work.job.unknown", job));
  }

  /** Asks a job to stop at the end of the slices it has in hand. */
  @POST
  @Path("{job}/stop")
  @Operation(summary = "Ask a job to stop; a person then decides how it goes on")
  public Response stop(@PathParam("job") long job) {
    var staff = current.need(Action.MERGER_RUN);
    read(job);
    jobs.askStop(job);
    audit.record(staff.id(), staff.login(), "jobStopAsked", "job", job, null);
    return Response.accepted().build();
  }

  private void needReader() {
    if (!current.get().may(Action.OPERATIONS_READ) && !current.get().may(Action.MERGER_READ)) {
      throw new NotAllowed(Action.OPERATIONS_READ);
    }
  }
}
