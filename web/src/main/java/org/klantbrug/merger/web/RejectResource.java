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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Rejects;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.Unreadable;

/** A record that could not be used: repaired, or let go with a reason. */
@Path("rejects/{id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rejects")
public class RejectResource {
  @Inject private CurrentStaff current;
  @Inject private Rejects rejects;
  @Inject private BusinessClock clock;

  /**
   * A record as it should have been delivered.
   *
   * @param raw the whole record, in the form of its file
   */
  public record Repair(String raw) {}

  /** Why a record is left behind. */
  public record LetGo(String reason) {}

  /** The reject. That it was read is written down. */
  @GET
  @Operation(summary = "A reject, in any state; that it was read is written down")
  public Rejects.Reject read(@PathParam("id") long id) {
    return rejects.shown(id, current.need(Action.MERGER_PREPARE).id());
  }

  /** Reads the record again as it was typed, and stages it under its own line. */
  @PUT
  @Path("repair")
  @Operation(summary = "Give the record as it should have been delivered")
  public Rejects.Reject repair(@PathParam("id") long id, Repair repair) {
    var staff = current.need(Action.MERGER_PREPARE);
    if (repair.raw() == null) {
      throw new Unreadable("raw is missing: the whole record.");
    }
    rejects.repairRaw(id, repair.raw(), staff.id(), clock.now());
    return rejects.read(id);
  }

  /** Leaves the record behind. */
  @PUT
  @Path("let-go")
  @Operation(summary = "Leave the record behind, with a reason")
  public Rejects.Reject letGo(@PathParam("id") long id, LetGo wish) {
    var staff = current.need(Action.MERGER_PREPARE);
    rejects.letGo(id, wish.reason(), staff.id(), clock.now());
    return rejects.read(id);
  }
}
