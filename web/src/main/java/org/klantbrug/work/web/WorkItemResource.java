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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Unreadable;
import org.klantbrug.work.Move;
import org.klantbrug.work.WorkItems;
import org.klantbrug.work.WorkList;
import org.klantbrug.work.WorkMoves;

/** The work list. */
@Path("work-items")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Work")
public class WorkItemResource {
  private static final Set<String> VIEWS = Set.of("mine", "hand", "team", "open", "done");
  private static final int MOST = 500;
  private static final int COUNTED = 1_000;

  @Inject private CurrentStaff current;
  @Inject private WorkItems workItems;
  @Inject private WorkList list;
  @Inject private WorkMoves moves;
  @Inject private WorkNames names;

  /**
   * An answer to a work item.
   *
   * @param outcome one of the item's outcomes
   * @param note why, in the person's words; may be left out
   */
  public record Answer(String outcome, String note) {}

  /**
   * A page of the list, narrowed and sorted as on the screen. Where the next one begins stands in
   * the header {@code Link}; the number of all, in {@code Total-Count}, is {@code 1000+} beyond a
   * thousand.
   *
   * @param view {@code mine}, {@code hand}, {@code team}, {@code open} or {@code done}
   * @param size so many at most, 500 unless told; at most 500
   */
  @GET
  @Operation(summary = "Work items: mine, in my hands, my team's, open or done; by pages")
  public Response list(
      @QueryParam("view") @DefaultValue("mine") String view,
      @QueryParam("after") String after,
      @QueryParam("size") @DefaultValue("500") int size,
      @Context UriInfo uri) {
    var staff = current.need(Action.WORK_DO);
    if (!VIEWS.contains(view)) {
      throw new Unreadable("view is one of mine, hand, team, open, done.");
    }
    if (size < 1 || size > MOST) {
      throw new Unreadable("size is a number from 1 to " + MOST + ".");
    }
    var fields = uri.getQueryParameters();
    var wanted = WorkAddress.read(name -> name.equals("show") ? view : fields.getFirst(name));
    var page = list.page(wanted, after, size, staff);
    var total = list.count(wanted, COUNTED, staff);
    var answer =
        Response.ok(page.lines().stream().map(names::item).toList())
            .header("Total-Count", total > COUNTED ? COUNTED + "+" : total);
    if (page.next() != null) {
      answer.link(
          uri.getRequestUriBuilder().replaceQueryParam("after", page.next()).build(), "next");
    }
    return answer.build();
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
    moves.moveOne(id, null, Move.claim(null), current.need(Action.WORK_DO));
  }

  /** Gives it back to the role. */
  @DELETE
  @Path("{id}/claim")
  @Operation(summary = "Give a work item back to its role")
  public void release(@PathParam("id") long id) {
    moves.moveOne(id, null, Move.release(null), current.need(Action.WORK_DO));
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
