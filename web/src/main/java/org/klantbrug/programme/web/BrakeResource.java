package org.klantbrug.programme.web;

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
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;

/** The brake of a merger. */
@Path("mergers/{merger}/brake")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programme")
public class BrakeResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Brakes brakes;

  /** Why it is held, or let go. */
  public record Why(String reason) {}

  /**
   * Whether it is held now.
   *
   * @param waiting what waits while it is
   * @param holds each time it was held, the newest first
   */
  public record State(boolean on, List<Brakes.Waiting> waiting, List<Hold> holds) {}

  /** Whether it is held, what waits, and each time it was. */
  @GET
  @Operation(summary = "Whether new waves and mail to many are held, and what waits")
  public State state(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    var holds = brakes.of(mergers.read(merger).id());
    var now = holds.stream().filter(Hold::isOn).findFirst();
    return new State(now.isPresent(), now.map(brakes::waiting).orElse(List.of()), holds);
  }

  /** Holds it. */
  @POST
  @Path("hold")
  @Operation(summary = "From now on no new wave goes, and mail to many waits")
  public State hold(@PathParam("merger") long merger, Why why) {
    var staff = current.need(Action.BRAKE_HOLD);
    brakes.hold(merger, mergers.read(merger).name(), why.reason(), staff);
    return state(merger);
  }

  /** Lets it go on. */
  @POST
  @Path("release")
  @Operation(summary = "Waves may go again, and mail to many goes on where it was")
  public State release(@PathParam("merger") long merger, Why why) {
    var staff = current.need(Action.BRAKE_HOLD);
    brakes.release(merger, why.reason(), staff);
    return state(merger);
  }
}
