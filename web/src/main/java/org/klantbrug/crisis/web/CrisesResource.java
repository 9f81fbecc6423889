package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.brake.Hold;
import org.klantbrug.crisis.Crises;
import org.klantbrug.crisis.Crisis;
import org.klantbrug.crisis.CrisisBrakes;
import org.klantbrug.crisis.CrisisList;
import org.klantbrug.crisis.CrisisLog;
import org.klantbrug.crisis.CrisisRoom;
import org.klantbrug.crisis.Declaration;
import org.klantbrug.crisis.NewCrisis;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.RuleBroken;

/**
 * Crises: proposed, decided on, led and ended. A step that a colleague took before answers 409 and
 * says who did, and why.
 */
@Path("crises")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Crises")
public class CrisesResource {
  @Inject private CurrentStaff current;
  @Inject private Crises crises;
  @Inject private CrisisList list;
  @Inject private CrisisRoom room;
  @Inject private CrisisLog log;
  @Inject private CrisisBrakes brakes;
  @Context private UriInfo address;

  /** Those that need somebody, or those that are over. */
  @GET
  @Operation(summary = "Crises: show is open or past")
  public List<Crisis> list(@QueryParam("show") String show) {
    current.need(Action.CRISIS_READ);
    return "past".equals(show) ? list.past() : list.open();
  }

  /** Proposes one. */
  @POST
  @Operation(summary = "Say that something is a crisis, or begin an exercise")
  public Response propose(NewCrisis wanted) {
    var id = crises.propose(wanted, current.need(Action.CRISIS_PROPOSE));
    return Response.created(address.getAbsolutePathBuilder().path(Long.toString(id)).build())
        .entity(crises.of(id))
        .build();
  }

  /** One crisis. */
  @GET
  @Path("{id}")
  @Operation(summary = "One crisis, with how far it is")
  public Crisis read(@PathParam("id") long id) {
    current.need(Action.CRISIS_READ);
    return crises.of(id);
  }

  /** Declares it. */
  @POST
  @Path("{id}/declare")
  @Operation(summary = "It is a crisis: new waves and mail to many are held at once")
  public Crisis declare(@PathParam("id") long id, Declaration decided) {
    crises.declare(id, decided, current.need(Action.CRISIS_LEAD));
    return crises.of(id);
  }

  /** Why a step is taken. */
  public record Why(String why) {}

  /** Rejects it. */
  @POST
  @Path("{id}/reject")
  @Operation(summary = "It is no crisis")
  public Crisis reject(@PathParam("id") long id, Why why) {
    crises.reject(id, why.why(), current.need(Action.CRISIS_LEAD));
    return crises.of(id);
  }

  /** Another level, and why. */
  public record Level(Integer level, String why) {}

  /** Scales it up or down. */
  @POST
  @Path("{id}/level")
  @Operation(summary = "It is worse, or less bad, than was thought")
  public Crisis scale(@PathParam("id") long id, Level level) {
    crises.scale(id, level.level(), level.why(), current.need(Action.CRISIS_LEAD));
    return crises.of(id);
  }

  /** Stands it down. */
  @POST
  @Path("{id}/stand-down")
  @Operation(summary = "It is over; what is held stays held until a person lets it go on")
  public Crisis standDown(@PathParam("id") long id, Why why) {
    crises.standDown(id, why.why(), current.need(Action.CRISIS_LEAD));
    return crises.of(id);
  }

  /** Closes it. */
  @POST
  @Path("{id}/close")
  @Operation(summary = "Nothing is left to be done; why says what was learnt")
  public Crisis close(@PathParam("id") long id, Why learnt) {
    crises.close(id, learnt.why(), current.need(Action.CRISIS_LEAD));
    return crises.of(id);
  }

  /** Its log. */
  @GET
  @Path("{id}/log")
  @Operation(summary = "The log, the newest line on top")
  public List<CrisisLog.Entry> log(@PathParam("id") long id) {
    current.need(Action.CRISIS_READ);
    return log.of(crises.of(id).id());
  }

  /** A line of the log. */
  public record Line(String kind, String text) {}

  /** Adds to it. */
  @POST
  @Path("{id}/log")
  @Operation(summary = "Add a line: kind is FACT, DECISION, HANDOVER, MESSAGE or SITUATION")
  public List<CrisisLog.Entry> write(@PathParam("id") long id, Line line) {
    var by = current.need(Action.CRISIS_WORK);
    room.write(id, CrisisLog.Kind.named(line.kind()), line.text(), by);
    return log.of(id);
  }

  /** What colleagues say to customers: everybody of ours reads it. */
  @GET
  @Path("{id}/briefing")
  @Operation(summary = "What colleagues say to customers, and what they do not say")
  public CrisisRoom.Briefing briefing(@PathParam("id") long id) {
    current.get();
    return room.briefing(declared(id).id())
        .orElseThrow(() -> new RuleBroken("crisis.briefing-not-found"));
  }

  /** Nobody is briefed on what was not declared. */
  private Crisis declared(long id) {
    var crisis = crises.of(id);
    if (crisis.level() == null) {
      throw new RuleBroken("crisis.unknown", id);
    }
    return crisis;
  }

  /** What they say from now on. */
  public record Words(String say, String notSay) {}

  /** Writes it anew. */
  @POST
  @Path("{id}/briefing")
  @Operation(summary = "Write what colleagues say from now on; what it said before stays")
  public CrisisRoom.Briefing brief(@PathParam("id") long id, Words words) {
    room.brief(id, words.say(), words.notSay(), current.need(Action.CRISIS_WORK));
    return room.briefing(id).orElseThrow();
  }

  /** What it holds. */
  @GET
  @Path("{id}/holds")
  @Operation(summary = "What it holds and held")
  public List<Hold> holds(@PathParam("id") long id) {
    current.need(Action.CRISIS_READ);
    return brakes.of(crises.of(id).id());
  }

  /** Lets one go on. */
  @POST
  @Path("{id}/holds/{hold}/release")
  @Operation(summary = "Let one thing that it holds go on")
  public List<Hold> release(@PathParam("id") long id, @PathParam("hold") long hold, Why why) {
    brakes.release(id, hold, why.why(), current.need(Action.CRISIS_LEAD));
    return brakes.of(id);
  }
}
