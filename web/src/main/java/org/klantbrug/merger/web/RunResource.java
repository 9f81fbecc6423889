package org.klantbrug.merger.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Entity;
import org.klantbrug.merger.FilesAgain;
import org.klantbrug.merger.Mergers;
import org.klantbrug.merger.Runs;
import org.klantbrug.merger.Vanished;
import org.klantbrug.shared.BusinessClock;
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

  private static final int MOST_NAMED = 1000;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Runs runs;
  @Inject private Vanished vanished;
  @Inject private FilesAgain filesAgain;
  @Inject private FileStore store;
  @Inject private BusinessClock clock;
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

  /** Delivers the files of the run before again. */
  @POST
  @Path("{id}/files-again")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary =
          "Deliver the files of the run before again, as far as they are not live: its mappings"
              + " hold for them, confirmed ones too")
  public List<DeliveredFile> filesAgain(@PathParam("id") long id) {
    var staff = current.need(Action.MERGER_PREPARE).id();
    var merger = mergers.readByRun(id);
    return filesAgain.bring(id, store.delivered(), staff, clock.now()).stream()
        .map(file -> DeliveredFile.of(file, merger))
        .toList();
  }

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

  /**
   * Records that a later full file no longer has.
   *
   * @param company ACQUIRER or ACQUIRED: whose records
   * @param keys of the first of them, in order; none for who may not see records
   */
  public record Gone(DeliveredFile.Side company, Entity entity, long records, List<String> keys) {}

  /** What an earlier file had and a full file of this run no longer has. */
  @GET
  @Path("{id}/vanished")
  @Operation(
      summary =
          "Records that an earlier file had and a full file of the run no longer has, by sort")
  public List<Gone> vanished(
      @PathParam("id") long id, @QueryParam("most") @DefaultValue("20") int most) {
    var staff = current.need(Action.MERGER_READ);
    var merger = mergers.readByRun(id);
    return vanished.shown(id, Math.min(Math.max(most, 0), MOST_NAMED), staff).stream()
        .map(
            group ->
                new Gone(
                    DeliveredFile.Side.of(group.companyId(), merger),
                    group.entity(),
                    group.records(),
                    group.keys()))
        .toList();
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
