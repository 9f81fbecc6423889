package org.klantbrug.work.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.klantbrug.shared.web.Unreadable;
import org.klantbrug.work.WorkItems;

/** The work list. */
@Path("work-items")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class WorkItemResource {
  @Inject private CurrentStaff current;
  @Inject private WorkItems workItems;
  @Inject private WorkNames names;

  /**
   * An answer to a work item.
   *
   * @param outcome one of the item's outcomes
   * @param note why, in the person's words; may be left out
   */
  public record Answer(String outcome, String note) {}

  /**
   * The list.
   *
   * @param view {@code mine}, {@code team}, {@code open} or {@code done}
   */
  @GET
  @Operation(summary = "Work items: mine, my team's, open or done")
  public List<WorkNames.Item> list(@QueryParam("view") @DefaultValue("mine") String view) {
    var staff = current.need(Action.WORK_DO);
    var lines =
        switch (view) {
          case "mine" -> workItems.mine(staff);
          case "team" -> workItems.ofTeam(staff);
          case "open" -> workItems.open(staff);
          case "done" -> workItems.done(staff);
          default -> throw new Unreadable("view is one of mine, team, open, done.");
        };
    return lines.stream().map(names::item).toList();
  }

  /** One item. */
  @GET
  @Path("{id}")
  @Operation(summary = "One work item")
  public WorkNames.Item read(@PathParam("id") long id) {
    return names.item(workItems.read(id, current.need(Action.WORK_DO)));
  }

  /** Takes it in hand. */
  @PUT
  @Path("{id}/claim")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Take a work item in hand")
  public void claim(@PathParam("id") long id) {
    workItems.claim(id, current.need(Action.WORK_DO));
  }

  /** Gives it back to the role. */
  @DELETE
  @Path("{id}/claim")
  @Operation(summary = "Give a work item back to its role")
  public void release(@PathParam("id") long id) {
    workItems.release(id, current.need(Action.WORK_DO));
  }

  /** Answers it; the process goes on by the outcome. */
  @PUT
  @Path("{id}/answer")
  @Operation(summary = "Answer a work item; the process goes on by the outcome")
  public WorkNames.Item answer(@PathParam("id") long id, Answer answer) {
    var staff = current.need(Action.WORK_DO);
    workItems.complete(id, staff, answer.outcome(), answer.note());
    return names.item(workItems.read(id, staff));
  }
}
