package org.klantbrug.crisis.web;

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
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Handover;
import org.klantbrug.crisis.Shifts;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;

/** Who is on for a crisis, and what one shift hands to the next. */
@Path("crises/{crisis}/shifts")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crisis shifts")
public class ShiftsResource {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private Shifts shifts;

  /** Who is on, and the hand-overs, the newest first. */
  public record Picture(List<Shifts.OnDuty> onDuty, List<Handover> handovers) {}

  /** Who is on. */
  @GET
  @Operation(summary = "Who is on, since when, and what was handed over")
  public Picture read(@PathParam("crisis") long crisis) {
    current.need(Action.CRISIS_READ);
    return picture(crisis);
  }

  private Picture picture(long crisis) {
    var id = crises.of(crisis).id();
    return new Picture(shifts.onDuty(id), shifts.of(id));
  }

  /** Which post, to whom, and what he must know. */
  public record Handing(Handover.Post post, Long to, String words) {}

  /** Hands a post over. */
  @POST
  @Operation(summary = "Hand a post over; the successor is on once he says that he read it")
  public Picture hand(@PathParam("crisis") long crisis, Handing handing) {
    var by = current.need(Action.CRISIS_WORK);
    if (handing.post() == null) {
      throw new RuleBroken("crisis.handover-to");
    }
    shifts.handOver(crisis, handing.post(), handing.to(), handing.words(), by);
    return picture(crisis);
  }

  /** The successor read it. */
  @POST
  @Path("{handover}/receipt")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Say that one read what was handed over, and is on from now")
  public Picture receive(@PathParam("crisis") long crisis, @PathParam("handover") long handover) {
    shifts.receive(handover, current.need(Action.CRISIS_WORK));
    return picture(crisis);
  }
}
